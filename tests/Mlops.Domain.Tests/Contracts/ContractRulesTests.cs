using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Tests.Pipelines;

namespace Mlops.Domain.Tests.Contracts;

public sealed class ContractRulesTests
{
    private const string Columns = """ "columns": { "t": { "type": "date" }, "y": { "type": "number" }, "a": { "type": "number" }, "c": { "type": "category" } } """;

    [Fact]
    public void Read_ContractOfAFewLines_HasTheDocumentedDefaults()
    {
        var contract = Valid("{}").Definition.Data.Contract!;

        Assert.Equal((RuleAction.Drop, MalformedAction.Drop), (contract.Action, contract.Malformed));
        Assert.Equal((NewColumnPolicy.Ignore, MissingColumnPolicy.Reject, NewCategoryPolicy.Warn, ChangedTypePolicy.Drop),
            (contract.Changes.NewColumn, contract.Changes.MissingColumn, contract.Changes.NewCategory, contract.Changes.ChangedType));
        Assert.Equal((0.01, 0.2, 0), (contract.Limits.DroppedRows, contract.Limits.DroppedRowsOfFile, contract.Limits.QuarantinedFiles));
        Assert.Empty(contract.Columns);
    }

    [Fact]
    public void Hash_OfADefinitionWithoutAContract_IsThatOfBefore() =>
        Assert.DoesNotContain("contract", PipelineDefinitionReader.Canonical(Definitions.Valid(Definitions.Minimal).Definition), StringComparison.Ordinal);

    [Fact]
    public void Hash_OfAContract_CountsAndHasOneSpelling()
    {
        var spelled = Valid("""{ "limits": { "droppedRows": 0.01 }, "action": "drop" }""").Hash;

        Assert.Equal(Valid("{}").Hash, spelled);
        Assert.NotEqual(Valid("""{ "action": "warn" }""").Hash, spelled);
        Assert.NotEqual(Definitions.Valid(Definitions.Minimal).Hash, spelled);
    }

    [Fact]
    public void Read_TheCanonicalDefinition_IsTheSameAgain()
    {
        var first = Valid($$"""{ {{Columns}}, "compare": [{ "left": "a", "is": "below", "right": "y" }], "freshness": { "within": "P7D" } }""");

        Assert.Equal(first.Hash, Definitions.Valid(PipelineDefinitionReader.Canonical(first.Definition)).Hash);
    }

    [Theory]
    [InlineData("""{ "columns": { "y": { "type": "number" } } }""", "$.columns")]
    [InlineData("""{ "columns": { "t": { "type": "date", "optional": true }, "y": { "type": "number" } } }""", "$.columns.t.optional")]
    [InlineData("""{ "columns": { "t": { "type": "number" }, "y": { "type": "number" } } }""", "$.columns.t.type")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "text" } } }""", "$.columns.y.type")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "number", "minimum": 2, "maximum": 1 } } }""", "$.columns.y.minimum")]
    [InlineData("""{ "columns": { "t": { "type": "date", "maximum": 1 }, "y": { "type": "number" } } }""", "$.columns.t")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "number" }, "a b": { "type": "text", "categories": ["x"] } } }""", "$.columns['a b'].categories")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "number" }, "c": { "type": "category", "categories": [] } } }""", "$.columns.c.categories")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "number", "maximumMissing": 2 } } }""", "$.columns.y.maximumMissing")]
    [InlineData("""{ "columns": { "t": { "type": "date" }, "y": { "type": "number" }, "x": { "type": "text", "required": true, "optional": true } } }""", "$.columns.x.required")]
    [InlineData("""{ "columns": { "t": { "type": "day" }, "y": { "type": "number" } } }""", "$.columns.t.type")]
    [InlineData("""{ "key": ["nothing"] }""", "$.key[0]")]
    [InlineData("""{ "compare": [{ "left": "p", "is": "above", "right": "q" }] }""", "$.compare[0].left")]
    [InlineData("""{ "compare": [{ "left": "p", "is": "like" }] }""", "$.compare[0].right")]
    [InlineData("""{ "compare": "p < q" }""", "$.compare")]
    [InlineData("""{ "rows": { "minimum": 0 } }""", "$.rows.minimum")]
    [InlineData("""{ "rows": { "minimumPerFile": 3, "maximumPerFile": 2 } }""", "$.rows")]
    [InlineData("""{ "freshness": { "within": "P7D", "action": "drop" } }""", "$.freshness.action")]
    [InlineData("""{ "freshness": {} }""", "$.freshness.within")]
    [InlineData("""{ "limits": { "droppedRows": 1 } }""", "$.limits.droppedRows")]
    [InlineData("""{ "limits": { "quarantinedFiles": -1 } }""", "$.limits.quarantinedFiles")]
    [InlineData("""{ "changes": { "newColumn": "maybe" } }""", "$.changes.newColumn")]
    [InlineData("""{ "colums": {} }""", "$.colums")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("{", "$")]
    public void Read_WrongContract_NamesThePathInItsFile(string contract, string path) =>
        Assert.Contains(path, Problems(contract).Select(problem => ContractFile.Locate(problem)?.Path));

    [Theory]
    [InlineData("a", "below", "c", "$.compare[0].right")]
    [InlineData("a", "below", "t", "$.compare[0]")]
    [InlineData("a", "equal", "a", "$.compare[0]")]
    public void Read_ComparisonOfWhatDoesNotCompare_IsRefused(string left, string comparison, string right, string path) =>
        Assert.Contains(path, Problems($$"""{ {{Columns}}, "compare": [{ "left": "{{left}}", "is": "{{comparison}}", "right": "{{right}}" }] }""").Select(problem => ContractFile.Locate(problem)?.Path));

    [Fact]
    public void Read_WrongDefinitionAndWrongContract_TellsBothAtOnce()
    {
        var problems = ((DefinitionResult.Invalid)PipelineDefinitionReader.Read(Definitions.With("data.holdout", "2"), """{ "limits": { "droppedRows": 2 } }""")).Problems;

        Assert.Equal([null, "$.limits.droppedRows"], problems.OrderBy(problem => problem.Path == "$.data.holdout" ? 0 : 1).Select(problem => ContractFile.Locate(problem)?.Path));
    }

    [Fact]
    public void Read_ContractInTheDefinitionAndBesideIt_IsRefused() =>
        Assert.Contains("Keep one of the two", ((DefinitionResult.Invalid)PipelineDefinitionReader.Read(Definitions.With("data.contract", "{}"), "{}")).Problems[0].Cure, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "type": "text" }""", false)]
    [InlineData("""{ "type": "category" }""", false)]
    [InlineData("""{ "type": "category", "categories": ["yes", "no"] }""", true)]
    public void Read_LabelOfTwoClasses_NamesThem(string column, bool isValid)
    {
        var read = PipelineDefinitionReader.Read("""{ "name": "p2", "problem": { "type": "binary", "label": "y", "positiveClass": "yes" } }""", $$"""{ "columns": { "y": {{column}} } }""");

        Assert.Equal(isValid ? [] : ["$.data.contract.columns.y.categories"], read is DefinitionResult.Invalid invalid ? invalid.Problems.Select(problem => problem.Path) : []);
    }

    private static DefinitionResult.Valid Valid(string contract) => Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(Definitions.Minimal, contract));

    private static IReadOnlyList<DefinitionProblem> Problems(string contract) =>
        Assert.IsType<DefinitionResult.Invalid>(PipelineDefinitionReader.Read(Definitions.Minimal, contract)).Problems;
}
