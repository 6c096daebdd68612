using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Access;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops iam</c>: what the product's roles may do.</summary>
internal static class IamCommand
{
    public static Command Create(CliContext context) => new Command("iam", "What the product's roles may do, and what of it they need.") { CreateUnused(context) }
        .With("mlops iam unused                             # what they were granted and never used");

    private static Command CreateUnused(CliContext context)
    {
        var (pipeline, endpoint, json) = (Options.Pipeline("The pipeline whose roles are looked at; without it all are."), Options.Endpoint(), Options.Json());
        var command = new Command(
            "unused",
            "What roles were granted and never used; exit code 1 when there is any. A LocalCloud knows every action. IAM on AWS keeps track of the actions of some services only "
                + "(of others it knows whether they were used at all), with a delay of hours and for 400 days: what cannot be known is counted and not reported as unused.")
        {
            pipeline, endpoint, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var only = parsed.GetValue(pipeline) is { } name ? product.Choose(name) : null;
            var granted = await new AccessReview(connection.Iam, context.Clock).ReadAsync(only, cancellationToken);
            var unused = granted.Where(action => action.Use == ActionUse.Never).ToList();
            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonObject
                {
                    ["granted"] = granted.Count,
                    ["unused"] = new JsonArray([.. unused.Select(action => action.ToJson())]),
                    ["untracked"] = new JsonArray([.. granted.Where(action => action.Use == ActionUse.Untracked).Select(action => action.ToJson())]),
                },
                results => AccessView.Show(results, granted));
            return unused.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command.With(
            "mlops iam unused                             # after the product has done everything it does",
            "mlops iam unused -p ridership --json");
    }
}
