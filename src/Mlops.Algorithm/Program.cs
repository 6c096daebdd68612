#pragma warning disable RS0030 // the one place that reads the environment
using System.Net;
using System.Runtime.InteropServices;
using Mlops.Algorithm.Jobs;

var root = Environment.GetEnvironmentVariable("ML_ROOT");
var environment = new ContainerEnvironment
{
    Paths = new MlPaths(string.IsNullOrEmpty(root) ? MlPaths.DefaultRoot : root),
    // A container is reached from outside; a plain process on somebody's machine must not be.
    Address = string.IsNullOrEmpty(root) ? IPAddress.Any : IPAddress.Loopback,
    Port = Environment.GetEnvironmentVariable("SAGEMAKER_BIND_TO_PORT"),
};
#pragma warning restore RS0030

using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

return await new CommandLine(environment, Console.Out, Console.Error).RunAsync(args, stop.Token);
