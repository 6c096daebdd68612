using System.Text.Json;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

/// <summary>With a rule of freshness, when files arrived is an input of prepare: of any file, for which one holds the newest event only prepare knows.</summary>
public sealed class CacheFreshnessTests
{
    private readonly World _world = new();

    [Theory]
    [InlineData(0, "hit")]
    [InlineData(1, "miss")]
    public async Task LookUp_OfDataThatArrivedAtAnotherTime_IsAMiss(int daysLater, string verdict)
    {
        var first = Run("r1", 0);
        await first.PrepareAsync(await first.LookUpPrepareAsync());

        var answer = await Run("r2", daysLater).LookUpPrepareAsync();

        Assert.Equal(verdict, (string?)answer["verdict"]);
    }

    private CachingRun Run(string name, int daysLater)
    {
        var run = new CachingRun(_world, name).Admit();
        var definition = (DefinitionResult.Valid)PipelineDefinitionReader.Read(
            $$"""{ "name": "{{World.Pipeline}}", "problem": { "type": "regression", "label": "y", "timeColumn": "t" } }""", """{ "freshness": { "within": "P7D" } }""");
        run.Put("definition.json", PipelineDefinitionReader.Canonical(definition.Definition));
        var manifest = DatasetManifest.Of([new("old", "v1", "aa", 1, World.Start.AddDays(daysLater)), new("new", "v2", "bb", 1, World.Start.AddDays(9))]);
        run.Put("manifest.json", JsonSerializer.Serialize(manifest, DomainJson.Wire.DatasetManifest));
        return run;
    }
}
