using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Local;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops up</c>: a LocalCloud in the background with the synthesized app deployed in it.</summary>
internal static class UpCommand
{
    public const int DefaultPort = 4566;

    public static Command Create(CliContext context)
    {
        var port = PortOption();
        var (account, region, speed, json) = (Options.Account(), Options.Region(), SpeedOption(), Options.Json());
        var empty = new Option<bool>("--empty") { Description = "Deploy nothing: an empty cloud." };
        var command = new Command("up", "Start the LocalCloud on this machine with the app deployed. Running already: restart it with the app as it is now.")
        {
            port, account, region, empty, speed, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            new LocalOptions
            {
                Port = parsed.GetValue(port),
                Account = parsed.GetRequiredValue(account),
                Region = parsed.GetRequiredValue(region),
                Speed = parsed.GetValue(speed),
                Empty = parsed.GetValue(empty),
            },
            parsed.GetValue(json),
            cancellationToken));
        return command.With(
            "mlops up                             # http://127.0.0.1:4566",
            "mlops up --speed 60                  # a minute of settling takes a second",
            "mlops up --empty --port 4599");
    }

    internal static Option<int> PortOption()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1 to listen on.", DefaultValueFactory = _ => DefaultPort };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65535)
            {
                result.AddError("--port takes a number from 1 to 65535.");
            }
        });
        return port;
    }

    internal static Option<double> SpeedOption()
    {
        var speed = new Option<double>("--speed") { Description = "How many times faster than real time waits, settling and retries run.", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 10_000))
            {
                result.AddError("--speed takes a number from 1 to 10000.");
            }
        });
        return speed;
    }

    private static async Task<int> RunAsync(CliContext context, LocalOptions options, bool json, CancellationToken cancellationToken)
    {
        var workspace = context.Workspace();
        options.Check();
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

    private static void Show(IAnsiConsole results, LocalInstance instance, LocalOptions options, Workspace workspace)
    {
        results.MarkupLineInterpolated($"The LocalCloud runs at [bold]{Text(instance.Endpoint)}[/] as account {instance.Account} in {instance.Region}; log: {Daemon.LogFile(workspace)}");
        results.WriteLine();
        results.WriteLine("Any AWS client reaches it with");
        results.WriteLine($"  export AWS_ENDPOINT_URL={Text(instance.Endpoint)} AWS_REGION={instance.Region} AWS_ACCESS_KEY_ID={LocalInstance.AccessKey} AWS_SECRET_ACCESS_KEY={LocalInstance.SecretKey}");
        results.WriteLine();
        results.WriteLine(options.Empty ? "It is empty." : "Next: mlops put FILE…, mlops runs, mlops run latest, mlops endpoint invoke FILE, mlops down");
    }

    private static string Text(Uri endpoint) => endpoint.ToString().TrimEnd('/');
}
