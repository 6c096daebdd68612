using System.Text.Json;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Drift;

public sealed class DriftAnalysisTests
{
    private static readonly DriftDefinition Thresholds = new();

    [Fact]
    public void Compare_ShiftedNumbers_AreDrift()
    {
        var random = new Random(1);

        var analysis = DriftAnalysis.Compare(Profiles.Numbers(Profiles.Normal(random, 1000)), Profiles.Numbers(Profiles.Normal(random, 300, 1)), Thresholds);

        Assert.Equal((DriftVerdict.Drifted, 1, 1.0), (analysis.Verdict, analysis.DriftedFeatures, analysis.DriftedShare));
        Assert.StartsWith("1 of 1 features has drifted over 300 rows: x.", analysis.Sentence, StringComparison.Ordinal);
        Assert.All([DriftStatistic.Psi, DriftStatistic.KolmogorovSmirnov, DriftStatistic.ChiSquare, DriftStatistic.JensenShannon], statistic =>
            Assert.True(analysis.Columns[0].Tests.Single(test => test.Statistic == statistic).Broken));
    }

    [Fact]
    public void Compare_EqualData_HasNoDifference()
    {
        var profile = Profiles.Numbers(Profiles.Normal(new Random(1), 1000));

        var analysis = DriftAnalysis.Compare(profile, profile, Thresholds);

        Assert.Equal(DriftVerdict.Stable, analysis.Verdict);
        Assert.All(analysis.Columns[0].Tests, test => Assert.Equal(0, test.Effect, 12));
    }

    [Fact]
    public void Compare_AsJson_ReadsBack()
    {
        var profile = Profiles.Numbers(Profiles.Normal(new Random(1), 3000));
        var copy = JsonSerializer.Deserialize(JsonSerializer.Serialize(profile, DomainJson.Wire.BaselineProfile), DomainJson.Wire.BaselineProfile)!;

        var analysis = DriftAnalysis.Compare(copy, profile, Thresholds);
        var json = JsonSerializer.Serialize(analysis, DomainJson.Wire.DriftAnalysis);

        Assert.All(analysis.Columns[0].Tests, test => Assert.Equal(0, test.Effect, 12));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, DomainJson.Wire.DriftAnalysis)!, DomainJson.Wire.DriftAnalysis));
        Assert.Contains("\"statistic\":\"kolmogorovSmirnov\"", json, StringComparison.Ordinal);
    }
}
