using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Connections;
using Mlops.Cli.Models;
using Mlops.Cli.Rendering;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops models</c>: the versions in the registry, one of them in full, two of them side by side.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliContext context)
    {
        var (count, pipeline, endpoint, json) = (Options.Last("versions"), Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("models", "List the versions in the registry, newest first: stage, approval, metrics, and which one serves.")
        {
            count, pipeline, endpoint, json, Show(context), Compare(context),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var registry = new ModelRegistry(connection, product);
            var versions = new List<ModelVersion>();
            foreach (var name in Pipelines(product, parsed.GetValue(pipeline)))
            {
                versions.AddRange(await registry.NewestAsync(name, parsed.GetValue(count), cancellationToken));
            }

            context.Output.Write(parsed.GetValue(json), () => new JsonArray([.. versions.Select(version => version.ToJson())]), results => ModelView.Table(results, versions));
            return ExitCode.Success;
        });
        return command.With("mlops models -p ridership", "mlops models show 3 -p ridership", "mlops models compare 2 3 -p ridership");
    }

    public static IReadOnlyList<string> Pipelines(Product product, string? given) =>
        given is null ? [.. product.Pipelines.Keys.Order(StringComparer.Ordinal)] : [product.Choose(given)];

    public static Argument<string> Reference(string name) => new(name) { Description = "A version's number, the id of the run that made it, or the beginning of one." };

    private static Command Show(CliContext context)
    {
        var version = Reference("VERSION");
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("show", "Show all that the registry and the run's record know of a version.") { version, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var found = await new ModelRegistry(connection, product).FindAsync(Pipelines(product, parsed.GetValue(pipeline)), parsed.GetRequiredValue(version), cancellationToken);
            context.Output.Write(parsed.GetValue(json), found.ToJson, results => ModelView.Details(results, found));
            return ExitCode.Success;
        });
        return command.With("mlops models show 3 -p ridership", "mlops models show 2601020304-1a2b3c4 --json");
    }

    private static Command Compare(CliContext context)
    {
        var (a, b) = (Reference("A"), Reference("B"));
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("compare", "Show what two versions differ in: metrics, definition, data, verdict.") { a, b, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var (registry, pipelines) = (new ModelRegistry(connection, product), Pipelines(product, parsed.GetValue(pipeline)));
            var first = await registry.FindAsync(pipelines, parsed.GetRequiredValue(a), cancellationToken);
            var second = await registry.FindAsync([first.Pipeline], parsed.GetRequiredValue(b), cancellationToken);
            var comparison = await ModelComparison.OfAsync(registry, first, second, cancellationToken);
            context.Output.Write(parsed.GetValue(json), comparison.ToJson, results => ModelView.Comparison(results, comparison));
            return ExitCode.Success;
        });
        return command.With("mlops models compare 2 3 -p ridership", "mlops models compare 2601020304-1a2b3c4 2601030304-5d6e7f8 --json");
    }
}
