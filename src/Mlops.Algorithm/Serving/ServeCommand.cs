using System.Net;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;

namespace Mlops.Algorithm.Serving;

/// <summary>Serves the model folder until the process is told to stop.</summary>
internal sealed class ServeCommand(MlPaths paths, IPAddress address, string? port)
{
    private const int DefaultPort = 8080;

    // SageMaker kills a container 30 seconds after it asked it to stop.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!ushort.TryParse(port ?? $"{DefaultPort}", out var number))
        {
            throw new JobFailedException($"SAGEMAKER_BIND_TO_PORT is '{port}'; it must be a port number.");
        }

        await using var server = new ModelServer(Load(), address, number);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new JobFailedException($"Cannot listen on {address}:{number}: {exception.Message}", exception);
        }

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        using var patience = new CancellationTokenSource(LongestStop, TimeProvider.System);
        await server.StopAsync(patience.Token);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // What reading the model left behind is several times what the server ever needs; nothing later would hand it back.
    private Scorer Load()
    {
        var scorer = Scorer.Load(ModelArtifact.ReadFolder(paths.Model));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return scorer;
    }
}
