using Mlops.Cli.Rendering;

namespace Mlops.Cli.Tests.Testing;

/// <summary>One run of the command line within the test's process: its exit code and what it printed.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static Task<CliRun> OfAsync(params string[] arguments) => InAsync([], RepoFiles.Root, arguments);

    public static Task<CliRun> InAsync(Dictionary<string, string> environment, string root, params string[] arguments) =>
        InAsync(environment, root, TimeProvider.System, arguments);

    public static async Task<CliRun> InAsync(Dictionary<string, string> environment, string root, TimeProvider clock, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CliContext
        {
            Workspace = () => new Workspace(root),
            Environment = environment,
            Output = new Output(Consoles.Create(output, redirected: true, colourless: true), Consoles.Create(error, redirected: true, colourless: true), output),
            Clock = clock,
        };
        var code = await CommandLine.RunAsync(context, arguments);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
