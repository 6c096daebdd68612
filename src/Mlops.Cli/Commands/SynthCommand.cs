using System.CommandLine;
using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops synth</c>: what the launcher has just synthesized.</summary>
internal static class SynthCommand
{
    public static Command Create(CliContext context)
    {
        var json = Options.Json();
        var environment = new Option<string?>("--environment") { Description = "One of environments.json; its templates go to artifacts/environments/NAME.", HelpName = "NAME" };
        var command = new Command("synth", "Build the app and synthesize its CloudFormation templates into cdk.out.") { environment, json };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(environment) is { } name ? context.Workspace().EnvironmentAssembly(name) : context.Workspace().CloudAssembly;
            var stacks = CloudAssembly.Load(folder).Stacks;
            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonObject
                {
                    ["assembly"] = folder,
                    ["stacks"] = new JsonArray([.. stacks.Select(stack => new JsonObject { ["name"] = stack.Name, ["template"] = stack.TemplateFile })]),
                },
                results => stacks.ToList().ForEach(stack => results.MarkupLineInterpolated($"[bold]{stack.Name}[/]  {stack.TemplateFile}")));
            return ExitCode.Success;
        });
        return command.With(
            "mlops synth                          # then: cdk deploy --app cdk.out --all",
            "mlops synth --environment prod       # then: cdk deploy --app artifacts/environments/prod --all");
    }
}
