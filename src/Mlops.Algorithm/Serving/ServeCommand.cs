using System.Net;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Learning;

namespace Mlops.Algorithm.Serving;

/// <summary>Serves the model folder until the process is told to stop.</summary>
internal sealed class ServeCommand(MlPaths paths, IPAddress address, string? port)
{
    private const int DefaultPort = 8080;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!ushort.TryParse(port ?? $"{DefaultPort}", out var number))
        {
            throw new JobFailedException($"SAGEMAKER_BIND_TO_PORT is '{port}'; it must be a port number.");
        }

        using var scorer = Scorer.Load(ModelArtifact.ReadFolder(paths.Model));
        await using var app = ModelServer.Build(scorer, address, number);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new JobFailedException($"Cannot listen on {address}:{number}: {exception.Message}", exception);
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }
}
