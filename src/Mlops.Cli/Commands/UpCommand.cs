using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Mlops.Cli.Local;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops up</c>: a LocalCloud in the background with the synthesized app deployed in it.</summary>
internal static class UpCommand
{
    public static Command Create(CliContext context)
    {
        var (port, account, region) = (Options.Port(), Options.Account(), Options.Region());
        var (speed, json) = (Options.Speed(), Options.Json());
        var empty = new Option<bool>("--empty") { Description = "Deploy nothing: an empty cloud." };
        var command = new Command("up", "Start the LocalCloud on this machine with the app deployed. Running already: restart it with the app as it is now.")
        {
            port, account, region, empty, speed, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var workspace = context.Workspace();
            var identity = StateIdentity.For(workspace.LocalState, parsed.GetValue(account), parsed.GetValue(region));
            var options = new LocalOptions
            {
                Port = parsed.GetValue(port),
                Account = identity.Account,
                Region = identity.Region,
                Speed = parsed.GetValue(speed),
                Empty = parsed.GetValue(empty),
            };
            return RunAsync(context, workspace, options, parsed.GetValue(json), cancellationToken);
        });
        return command.With(
            "mlops up                             # http://127.0.0.1:4566",
            "mlops up --speed 60                  # a minute of settling takes a second",
            "mlops up --empty --port 4599",
            "mlops up --empty                     # and then, with what it prints: npx cdk deploy --app cdk.out --all");
    }

    private static async Task<int> RunAsync(CliContext context, Workspace workspace, LocalOptions options, bool json, CancellationToken cancellationToken)
    {
        Refuse(workspace, options);
        if (await DownCommand.StopAsync(workspace.LocalState, cancellationToken))
        {
            context.Output.Step("Restarting the LocalCloud with the app as it is now; its state is kept.");
        }

        var instance = await Daemon.StartAsync(workspace, options, context.Clock, cancellationToken);
        context.Output.Write(
            json,
            () => new JsonObject
            {
                ["endpoint"] = Text(instance.Endpoint),
                ["account"] = instance.Account,
                ["region"] = instance.Region,
                ["accessKeyId"] = LocalInstance.AccessKey,
                ["secretAccessKey"] = LocalInstance.SecretKey,
            },
            results => Show(results, instance, options, workspace));
        return ExitCode.Success;
    }

    /// <summary>Everything that can be known beforehand, so that a running LocalCloud is not stopped for nothing.</summary>
    private static void Refuse(Workspace workspace, LocalOptions options)
    {
        options.Check();
        if (!options.Empty && !File.Exists(Path.Combine(workspace.CloudAssembly, "manifest.json")))
        {
            throw new CliException($"There is no synthesized app in {workspace.CloudAssembly}. Synthesize it with './mlops synth', or start an empty cloud with --empty.");
        }

        if (LocalInstance.Running(workspace.LocalState)?.Endpoint.Port != options.Port && IsTaken(options.Port))
        {
            throw new CliException($"Port {options.Port} on 127.0.0.1 is in use. Choose another one with --port.");
        }
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static void Show(IAnsiConsole results, LocalInstance instance, LocalOptions options, Workspace workspace)
    {
        results.MarkupLineInterpolated($"The LocalCloud runs at [bold]{Text(instance.Endpoint)}[/] as account {instance.Account} in {instance.Region}; log: {Daemon.LogFile(workspace)}");
        results.WriteLine();
        results.WriteLine("Any AWS client reaches it with");
        results.WriteLine($"  export AWS_ENDPOINT_URL={Text(instance.Endpoint)} AWS_REGION={instance.Region} AWS_ACCESS_KEY_ID={LocalInstance.AccessKey} AWS_SECRET_ACCESS_KEY={LocalInstance.SecretKey}");
        results.WriteLine();
        results.WriteLine(options.Empty ? "It is empty. Next: npx cdk deploy --app cdk.out --all" : "Next: mlops put -p PIPELINE FILE…, mlops runs, mlops run latest, mlops endpoint invoke -p PIPELINE FILE, mlops down");
    }

    private static string Text(Uri endpoint) => endpoint.ToString().TrimEnd('/');
}
