using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Tests.Testing;

[assembly: AssemblyFixture(typeof(TrainedFlights))]

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>A binary classifier trained once for all tests, on what <c>prepare</c> makes of the first two months, and evaluated.</summary>
public sealed class TrainedFlights : IAsyncLifetime
{
    internal MlFolder Folder { get; } = new();

    internal Scorer Scorer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Folder.PutRaw(Flights.Definition, ("incoming/flights/a.csv", Flights.Content(Flights.Rows("2001-01-01", "2001-02-28"))));
        await Folder.RunAsync("prepare", Console.Error);
        Folder.PutChannels(Folder.Read("processing/output/train/train.csv"), Folder.Read("processing/output/validation/validation.csv"));
        Folder.PutHyperparameters(Flights.Hyperparameters);
        await Folder.RunAsync("train", Console.Error);
        Scorer = Scorer.Load(ModelArtifact.ReadFolder(Folder.Paths.Model));
        Folder.Put("processing/input/holdout/holdout.csv", Folder.ReadBytes("processing/output/holdout/holdout.csv"));
        Folder.Put("processing/input/challenger/model.tar.gz", Folder.PackModel());
        Folder.Put("processing/input/champion/model.tar.gz", Folder.PackModel());
        Folder.Put("processing/input/champion/champion.json", """{"exists":true,"run":"2601010000-0123abc","model":"m"}""");
        await Folder.RunAsync("evaluate", Console.Error);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
