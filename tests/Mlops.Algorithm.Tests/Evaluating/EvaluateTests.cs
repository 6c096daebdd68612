using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Evaluating;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Tests.Evaluating;

public sealed class EvaluateTests(TrainedRidership trained) : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_TheYearAfterTraining_PredictsIt()
    {
        var report = await EvaluateAsync("""{"exists":false}""", champion: null);

        Assert.Equal(366, report.Rows);
        Assert.Equal(("2004-01-01", "2004-12-31"), (report.Holdout.From, report.Holdout.To));
        Assert.InRange(report.Challenger.Metrics["r2"], 0.75, 1);
        Assert.Null(report.Champion);
    }

    [Fact]
    public async Task Evaluate_ChampionIsTheSameModel_HasTheSameMetrics()
    {
        var report = await EvaluateAsync(Champion, trained.Folder.PackModel());

        Assert.Equal("2601010000-0123abc", report.Champion!.Run);
        Assert.Equal(report.Challenger.Model, report.Champion.Model);
        Assert.Equal(report.Challenger.Metrics, report.Champion.Metrics);
    }

    [Fact]
    public async Task Evaluate_Predictions_AreOnePerHoldoutRow()
    {
        await EvaluateAsync(Champion, trained.Folder.PackModel());

        var lines = _folder.Read("processing/output/predictions.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time,label,challenger,champion", lines[0]);
        Assert.Equal(367, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Equal(4, line.Split(',').Count(value => value.Length > 0)));
    }

    [Fact]
    public async Task Evaluate_ColumnTheModelNeedsIsMissing_FailsWithItsName()
    {
        Put("""{"exists":false}""", champion: null);
        _folder.Put("processing/input/holdout/holdout.csv", "date,ridership\n2004-01-01,1\n");

        Assert.Equal(1, await _folder.RunAsync("evaluate"));
        Assert.Contains("has no column 'Austin'", _folder.Read("output/failure"), StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_EntriesThatLeadElsewhere_ArePassedOver()
    {
        var path = Path.Combine(_folder.Root, "evil.tar.gz");
        Write(path, ("../model.txt", "x"), ("/model.txt", "x"), ("code/model.txt", "x"));

        var exception = Assert.Throws<JobFailedException>(() => ArtifactArchive.Read(path));
        Assert.Contains("model.txt, transform.json, manifest.json is missing", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_folder.Root)!, "model.txt")));
    }

    [Fact]
    public void Archive_SameFileTwice_IsRefused()
    {
        var path = Path.Combine(_folder.Root, "twice.tar.gz");
        Write(path, ("model.txt", "x"), ("./model.txt", "y"));

        Assert.Throws<JobFailedException>(() => ArtifactArchive.Read(path));
    }

    [Fact]
    public void Archive_NoGzip_IsRefusedWithItsName()
    {
        _folder.Put("model.tar.gz", "no archive");

        var exception = Assert.Throws<JobFailedException>(() => ArtifactArchive.Read(Path.Combine(_folder.Root, "model.tar.gz")));
        Assert.Contains("is not a readable model.tar.gz", exception.Message, StringComparison.Ordinal);
    }

    private const string Champion = """{"exists":true,"run":"2601010000-0123abc","model":"0000000000000000000000000000000000000000000000000000000000000000"}""";

    private async Task<EvaluationReport> EvaluateAsync(string championJson, byte[]? champion)
    {
        Put(championJson, champion);
        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("evaluate", error) == 0, error.ToString());
        return JsonSerializer.Deserialize(_folder.Read("processing/output/evaluation.json"), DomainJson.Wire.EvaluationReport)!;
    }

    private void Put(string championJson, byte[]? champion)
    {
        _folder.Put("processing/input/definition/definition.json", MlFolder.RidershipDefinition);
        _folder.Put("processing/input/holdout/holdout.csv", Ridership.Csv(Ridership.Rows(2004, 2004)));
        _folder.Put("processing/input/challenger/model.tar.gz", trained.Folder.PackModel());
        _folder.Put("processing/input/champion/champion.json", championJson);
        if (champion is not null)
        {
            _folder.Put("processing/input/champion/model.tar.gz", champion);
        }
    }

    private static void Write(string path, params (string Name, string Content)[] entries)
    {
        using var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        foreach (var (name, content) in entries)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }
    }
}
