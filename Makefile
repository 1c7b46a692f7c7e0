# `make` prints what there is. Longer logic is in scripts beside what they serve.
SHELL := /bin/bash
export JAVA_HOME := $(shell .ci/find-jdk 2>/dev/null)
# Maven's own libraries do what JDK 25 warns of.
export MAVEN_OPTS := $(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow
MVN := mvn --batch-mode --no-transfer-progress
LOCAL_CLUSTER := $(JAVA_HOME)/bin/java -jar e2e/local-cluster/target/local-cluster.jar

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this help
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

.PHONY: demo
demo: $(if $(filter kind,$(CLUSTER)),image,build) ## Bring up the whole mPaaS and watch it: on simulated nodes, or with real pods: CLUSTER=kind; CONSOLE=1 opens the page, too
	@$(if $(filter kind,$(CLUSTER)),e2e/kind/demo,e2e/demo) up $(SAMPLE)

.PHONY: demo-down
demo-down: ## End the demo: operator and cluster
	@$(if $(filter kind,$(CLUSTER)),e2e/kind/demo,e2e/demo) down

.PHONY: e2e-kind
e2e-kind: image ## The product with real pods on a kind cluster, with and without the operator's order
	@e2e/kind/stories

.PHONY: e2e-guide
e2e-guide: image ## Type the install guide on a kind cluster whose network cable is pulled
	@e2e/kind/guide

.PHONY: e2e-installed
e2e-installed: ## The story of an operator that is installed already, on the cluster MPAAS_TEST_KUBECONFIG, with images from MPAAS_TEST_REGISTRY
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=InstalledOperatorE2E -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: kind-node-image
kind-node-image: ## The node image for kind: the official one, or our own from packages where there is no registry
	@e2e/kind/node-image

.PHONY: test
test: prerequisites go-test previous-build ## Run every test: pure, golden, on a real API server, end to end
	@rm -rf e2e/stories/target/audit
	@$(MVN) verify -Dmaven.test.redirectTestOutputToFile=true
	@[ -n "$$MPAAS_TEST_KUBECONFIG" ] || e2e/rights
	@e2e/test-times

.PHONY: rights
rights: ## After make test: how often the stories used each permission of the operator; fails when the chart grants more
	@e2e/rights --counts

.PHONY: unit
unit: prerequisites go-test ## Run only the tests that need no cluster
	@$(MVN) test -pl dependency-graph,crds,operator/planning,operator/cli -am -Dtest='*Test' -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: build
build: prerequisites ## Build everything without running tests
	@.ci/build $(MVN) package -DskipTests

.PHONY: image
image: build ## Build the operator's image as an archive, without Docker: ARCHITECTURE=…, BASE=… (see operator/image/build)
	@operator/image/build

.PHONY: image-compare
image-compare: build ## Build it twice and compare the layers: all but the AOT cache are the same bytes
	@operator/image/compare

.PHONY: manifests
manifests: ## Render the chart as plain YAML, for kubectl apply --server-side
	@charts/manifests

.PHONY: bundle
bundle: image ## One file for sites without internet: chart, CRDs, kubectl mpaas, images, checksums: RELEASE=…, IMAGES=…, SIGNING_KEY=…
	@charts/bundle

.PHONY: cluster-up
cluster-up: build ## Start a local Kubernetes of your own (etcd, API server, …, simulated nodes)
	@$(LOCAL_CLUSTER) up

.PHONY: cluster-down
cluster-down: ## Stop it and remove its data
	@$(LOCAL_CLUSTER) down

.PHONY: crds
crds: ## Generate the CRDs anew from the Java types
	@$(MVN) --quiet package -pl crds -Dcrds.write=true

.PHONY: bench
bench: build ## Measure the operator beside the floor: PAIRS=7 OF=sample, graph-200-600 or chain-30
	@e2e/benchmark $(or $(PAIRS),7) $(OF)

.PHONY: bench-elsewhere
bench-elsewhere: build ## The product in a cluster elsewhere beside the same in the operator's own: PAIRS=7
	@e2e/bench-sites Elsewhere $(or $(PAIRS),7)

.PHONY: bench-rooms
bench-rooms: build ## The product in three clusters beside the same in the operator's own, while all three run: PAIRS=7
	@e2e/bench-sites Rooms $(or $(PAIRS),7)

.PHONY: bench-coldstart
bench-coldstart: build ## Cut the power of the whole product and measure its return, with and without the operator: ROUNDS=3
	@e2e/bench-coldstart $(ROUNDS)

.PHONY: bench-resync
bench-resync: build ## What it costs to look at 1,000 components again when nothing happened: COMPONENTS=1000
	@e2e/bench-resync $(COMPONENTS)

.PHONY: bench-start
bench-start: image ## Start and memory of the operator as shipped, on kind, with and without its AOT cache: ROUNDS=5
	@e2e/kind/measure $(ROUNDS)

.PHONY: crash
crash: build ## Kill the operator at every write of install, update, delete, stop and start (about an hour)
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=CrashAtEveryWriteE2E -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.stride=1 -Dcrash.first=1

.PHONY: faults
faults: build ## Make things go wrong between the operator and its API server, all combinations: PLANS=495; one again: SEED=17
	@$(MVN) --quiet verify -pl e2e/faults -am -Dtest=PlansE2E -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.seeds=$(or $(SEED),0) -Dfaults.plans=$(or $(PLANS),$(if $(SEED),1,495))

.PHONY: faults-elsewhere
faults-elsewhere: build ## Make things go wrong between the operator and a cluster elsewhere, at every write there (about two hours)
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=FarFaultsE2E -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.stride=1 -Dcrash.first=1

.PHONY: faults-rooms
faults-rooms: build ## The same of a product that runs in the operator's own cluster and in one elsewhere (about three hours; CRASH_STRIDE=20 plays every twentieth)
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=FarFaultsE2E -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.rooms=true -Dcrash.stride=$(or $(CRASH_STRIDE),1) -Dcrash.first=1

.PHONY: oracle
oracle: build ## What lint says against what an API server says, of 1,000 right products and 1,000 wrong ones: PRODUCTS=1000
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=OracleE2E -Dsurefire.failIfNoSpecifiedTests=false -Doracle.products=$(or $(PRODUCTS),1000)

.PHONY: properties
properties: build ## What holds of every plan, and random changes that are carried out as planned: PRODUCTS=50, four changes each; one again: SEED=17
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=PlanPropertiesTest,PlannedChangesE2E -Dsurefire.failIfNoSpecifiedTests=false -Dproperties.seed=$(or $(SEED),0) -Dproperties.pairs=$(if $(SEED),1,1000) -Dproperties.products=$(or $(PRODUCTS),$(if $(SEED),1,50))

.PHONY: labs
labs: build ## What takes too long for make test: the console over 300 components that change for ten minutes, and with its time-outs as shipped: LOAD_SECONDS=600
	@LOAD_SECONDS=$(or $(LOAD_SECONDS),600) AS_SHIPPED=true $(MVN) --quiet verify -pl operator/cli -am -Dtest='ConsoleLoadTest,ConsoleAwayIT' -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
	@date -u '+the labs last ran on %F at %R UTC' | tee operator/cli/target/labs.txt

.PHONY: lab-rooms
lab-rooms: build ## One Installation over three local clusters: two rooms and a witness, with the board; make demo-down ends it
	@e2e/demo up three-rooms

.PHONY: e2e-rooms-kind
e2e-rooms-kind: image ## The same with real MariaDB and ZooKeeper on three kind clusters: a room is cut off, falls silent, comes back
	@e2e/kind/rooms

.PHONY: lab-programs
lab-programs: build ## Build what the laboratories need: Cluster API and its providers, OpenStack's packages (first time about 12 minutes; needs root)
	@e2e/lab/programs

.PHONY: lab-openstack
lab-openstack: build ## A Site becomes a cluster on a real OpenStack with simulated hypervisors, the sample comes up in it, both go without leaving anything (needs root)
	@e2e/lab/openstack prove

.PHONY: steady
steady: build ## Bring up every sample and count what is written in the five minutes after (about 8 minutes)
	@$(MVN) --quiet verify -pl e2e/stories -am -Dtest=SteadyStateE2E -Dsurefire.failIfNoSpecifiedTests=false -Dsteady.seconds=300 -Dsteady.samples=minimal,single-room,active-active,bring-your-own,bring-your-own-silent,manifests

.PHONY: outdated
outdated: ## Ask the package registries which libraries have newer versions than pom.xml and package.json name
	@$(MVN) --non-recursive org.codehaus.mojo:versions-maven-plugin:2.23.0:display-property-updates -DallowMajorUpdates=false | grep -e '->' || true
	@cd operator/console-page && npm outdated || true

.PHONY: format
format: ## Format all Java code
	@$(MVN) --quiet spotless:apply

.PHONY: clean
clean: ## Remove what was built
	@$(MVN) --quiet clean

.PHONY: go-test
go-test:
	@e2e/go-test

.PHONY: previous-build
previous-build: prerequisites
	@e2e/build-previous >/dev/null

.PHONY: prerequisites
prerequisites:
	@.ci/prerequisites
