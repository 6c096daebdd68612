using System.Text.Json;
using System.Text.RegularExpressions;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Domain.Training;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Json;

/// <summary>The examples of docs/concepts/retrain.md read as the records they describe.</summary>
public sealed class ContractTests
{
    private static readonly string Contract = RepoFiles.Read("docs/concepts/retrain.md");

    [Fact]
    public void RetrainInput_Documented_ReadsAndWritesAlike()
    {
        var json = Example("{ \"pipeline\": \"ridership\"");

        var request = JsonSerializer.Deserialize(json, DomainJson.Wire.RetrainRequest)!;

        Assert.Equal(CanonicalJson.Of(System.Text.Json.Nodes.JsonNode.Parse(json)), request.ToCanonicalJson());
    }

    [Fact]
    public void PrepareReport_Documented_Reads()
    {
        var report = JsonSerializer.Deserialize(Example("{ \"status\": \"ok\""), DomainJson.Wire.PrepareReport)!;

        Assert.Equal((PrepareStatus.Ok, 1074, 107, "2003-12-31"), (report.Status, report.Rows.InWindow, report.Rows.Holdout, report.Window!.To));
    }

    [Fact]
    public void EvaluationReport_Documented_Reads()
    {
        var report = JsonSerializer.Deserialize(Example("{ \"problem\": \"regression\""), DomainJson.Wire.EvaluationReport)!;

        Assert.Equal((107, 1.1, true), (report.Rows, report.Challenger.Metrics["mae"], report.Champion is null));
    }

    [Fact]
    public void DatasetManifest_AsJson_HasTheDocumentedMembers() => Assert.Equal(
        """{"dataset":"fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603","files":[{"key":"incoming/a/b.csv","version":"v","sha256":"ab","size":3}]}""",
        JsonSerializer.Serialize(DatasetManifest.Of([new("incoming/a/b.csv", "v", "ab", 3)]), DomainJson.Wire.DatasetManifest));

    [Theory]
    [InlineData("{ \"status\": \"fine\", \"rows\": {} }")]
    [InlineData("{ \"status\": 1, \"rows\": {} }")]
    [InlineData("{ \"status\": \"ok\", \"rows\": null }")]
    [InlineData("{ \"status\": \"ok\" }")]
    public void PrepareReport_BrokenContract_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, DomainJson.Wire.PrepareReport));

    private static string Example(string start)
    {
        var from = Contract.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"The contract has no example that starts with {start}");
        var depth = 0;
        for (var index = from; ; index++)
        {
            depth += Contract[index] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return Contract[from..(index + 1)];
            }
        }
    }
}
