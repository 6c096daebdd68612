using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Tests.Testing;

[assembly: AssemblyFixture(typeof(TrainedRidership))]

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>A model trained once for all tests, on what <c>prepare</c> makes of 2001 to 2003.</summary>
public sealed class TrainedRidership : IAsyncLifetime
{
    internal MlFolder Folder { get; } = new();

    internal Scorer Scorer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Folder.PutRaw(MlFolder.RidershipDefinition, Ridership.Months(2001, 2003));
        await Folder.RunAsync("prepare", Console.Error);
        Folder.PutChannels(Folder.Read("processing/output/train/train.csv"), Folder.Read("processing/output/validation/validation.csv"));
        Folder.PutHyperparameters(Ridership.Hyperparameters);
        await Folder.RunAsync("train", Console.Error);
        Scorer = Scorer.Load(ModelArtifact.ReadFolder(Folder.Paths.Model));
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
