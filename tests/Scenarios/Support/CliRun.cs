using Mlops.Cli;
using Mlops.Cli.Rendering;

namespace Scenarios.Support;

/// <summary>A command of the CLI, run against a cloud as its user would.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static Task<CliRun> OfAsync(Cloud cloud, params string[] arguments) =>
        OfAsync(new Dictionary<string, string> { ["AWS_ENDPOINT_URL"] = cloud.App.Host.Endpoint.ToString() }, arguments);

    /// <summary>By what the environment's variables say.</summary>
    public static Task<CliRun> OfAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        InAsync(Workspace.Find(null, AppContext.BaseDirectory), environment, arguments);

    /// <summary>In a workspace of the test's own.</summary>
    public static async Task<CliRun> InAsync(Workspace workspace, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CliContext
        {
            Workspace = () => workspace,
            Environment = environment,
            Output = new Output(Consoles.Create(output, redirected: true, colourless: true), Consoles.Create(error, redirected: true, colourless: true), output),
            Clock = TimeProvider.System,
        };
        var code = await CommandLine.RunAsync(context, arguments);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
