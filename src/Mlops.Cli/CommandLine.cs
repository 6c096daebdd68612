using System.CommandLine;
using System.CommandLine.Help;
using Mlops.Cli.Commands;

namespace Mlops.Cli;

/// <summary>The <c>mlops</c> command line: parses, runs one command, and turns every failure into one line and an exit code.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(CliContext context, IReadOnlyList<string> arguments)
    {
        var parsed = Create(context).Parse(arguments.Count == 0 ? ["--help"] : arguments);

        // Help is help, whatever else is missing from the line.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not ExampleHelp.Action)
        {
            Refuse(context, parsed);
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = context.Output.StandardOutput };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e)
        {
            var (message, code) = Failures.Explain(e);
            context.Output.Error(message ?? $"This is a defect of mlops; please report it with these lines. {e}");
            return code;
        }
    }

    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Event-driven retraining on SageMaker and Step Functions, on AWS or on this machine.")
        {
            DemoCommand.Create(context),
            LauncherCommand.Create("test", "Run every test; ends with 'N passed, N failed'."),
            InitCommand.Create(context),
            DataCommand.Create(context),
            UpCommand.Create(context),
            DownCommand.Create(context),
            PutCommand.Create(context),
            RunsCommand.Create(context),
            RunCommand.Create(context),
            LogsCommand.Create(context),
            GateCommand.Create(context),
            RetrainCommand.Create(context),
            CacheCommand.Create(context),
            ModelsCommand.Create(context),
            DecisionCommand.Approve(context),
            DecisionCommand.Reject(context),
            DriftCommand.Create(context),
            MonitorCommand.Create(context),
            EndpointCommand.Create(context),
            InvokeCommand.Create(context),
            ReplayCommand.Create(context),
            IamCommand.Create(context),
            ValidateCommand.Create(context),
            SynthCommand.Create(context),
            DoctorCommand.Create(context),
            LauncherCommand.Create("build", "Build what changed, and nothing else; with --arch arm64 the functions for arm64 too."),
            LocalCloudCommand.Create(context),
        };
        root.With(
            "mlops demo                           # the whole loop on this machine, on real data",
            "mlops test                           # every test",
            "mlops up && mlops put data/*.csv     # drop data and watch: mlops run latest");
        ExampleHelp.Install(root);
        return root;
    }

    private static void Refuse(CliContext context, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "mlops" : string.Join(' ', CommandPath(parsed).Prepend("mlops"));
        if (command.Subcommands.Count > 0)
        {
            // The parser says of a wrong command that it is unknown, and then that one is missing.
            var names = string.Join(", ", command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name));
            context.Output.Error(parsed.UnmatchedTokens is [var unknown, ..]
                ? $"'{path}' has no command or option '{unknown}'; it has {names}."
                : $"'{path}' needs a command: {names}.");
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                context.Output.Error(error.Message);
            }
        }

        context.Output.Step($"'{path} --help' shows the usage.");
    }

    private static Stack<string> CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
        {
            names.Push(result.Command.Name);
        }

        return names;
    }
}
