module mpaas.io/kind/tools

go 1.26.0
