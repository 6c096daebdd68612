using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Caching;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops cache</c>: why steps were computed or not, what is kept, and getting rid of it.</summary>
internal static class CacheCommand
{
    public static Command Create(CliContext context) => new Command("cache", "Results of steps that later runs need not compute again.")
    {
        CreateExplain(context), CreateList(context), CreateRemove(context), CreateCollect(context),
    }.With(
        "mlops cache explain latest                   # why each step was computed, or was not",
        "mlops cache ls -p ridership",
        "mlops cache gc --dry-run");

    private static Command CreateExplain(CliContext context)
    {
        var id = new Argument<string>("RUN") { Description = RunRecordFinder.Description };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("explain", "What the cache said of each step of a run, and why.") { id, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var run = await new RunRecordFinder(new RunArchive(connection.S3, product.ArtifactsBucket), product).FindAsync(parsed.GetRequiredValue(id), parsed.GetValue(pipeline), cancellationToken);
            context.Output.Write(parsed.GetValue(json), () => CacheView.Json(run), results => CacheView.Explain(results, run));
            return ExitCode.Success;
        });
        return command.With("mlops cache explain latest", "mlops cache explain 2601020304-1a2b3c4 --json");
    }

    private static Command CreateList(CliContext context)
    {
        var step = Step("Only results of this step.");
        var (pipeline, endpoint, json) = (Options.Pipeline("Only results that this pipeline made; any pipeline may take them."), Options.Endpoint(), Options.Json());
        var command = new Command("ls", "List the results that are kept, the newest of each step first.") { step, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var only = parsed.GetValue(pipeline) is { } name ? product.Choose(name) : null;
            var entries = (await new CacheArchive(connection.S3, product.ArtifactsBucket).EntriesAsync(cancellationToken))
                .Select(each => each.Entry).OfType<Domain.Caching.CacheEntry>()
                .Where(entry => (only is null || entry.Pipeline == only) && (parsed.GetValue(step) is not { } given || entry.Step == given))
                .ToList();
            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonArray([.. entries.Select(entry => JsonSerializer.SerializeToNode(entry, DomainJson.Wire.CacheEntry))]),
                results => CacheView.Table(results, entries, context.Clock.GetUtcNow()));
            return ExitCode.Success;
        });
        return command.With("mlops cache ls", "mlops cache ls -p ridership --step train --json");
    }

    private static Command CreateRemove(CliContext context)
    {
        var keys = new Argument<string[]>("KEY") { Description = "Keys, or the beginnings of some, as 'mlops cache ls' shows them.", Arity = ArgumentArity.ZeroOrMore };
        var step = Step("Every result of this step.");
        var all = new Option<bool>("--all") { Description = "Every result of every step." };
        var (endpoint, json) = (Options.Endpoint(), Options.Json());
        var command = new Command("rm", "Remove results: the next run that would take one computes it again.") { keys, step, all, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var selection = new CacheChoice(parsed.GetValue(keys) ?? [], parsed.GetValue(step), parsed.GetValue(all));
            selection.Check();
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var archive = new CacheArchive(connection.S3, (await Product.FindAsync(connection, cancellationToken)).ArtifactsBucket);
            var removal = CacheSweep.Of(selection.Of(await archive.EntriesAsync(cancellationToken)), await archive.FilesAsync(cancellationToken));
            await archive.DeleteAsync(removal.Keys, cancellationToken);
            context.Output.Write(parsed.GetValue(json), () => CacheView.Json(removal, removed: true), results => CacheView.Removed(results, removal, "Removed"));
            return ExitCode.Success;
        });
        return command.With("mlops cache rm 0a1b2c3d4e5f", "mlops cache rm --step train", "mlops cache rm --all");
    }

    private static Command CreateCollect(CliContext context)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be removed." };
        var (endpoint, json) = (Options.Endpoint(), Options.Json());
        var command = new Command("gc", "Remove what no run can use: expired entries, and files that no entry names and that are older than a day.") { dry, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var archive = new CacheArchive(connection.S3, (await Product.FindAsync(connection, cancellationToken)).ArtifactsBucket);
            var garbage = CacheSweep.Garbage(await archive.EntriesAsync(cancellationToken), await archive.FilesAsync(cancellationToken), context.Clock.GetUtcNow());
            var isDry = parsed.GetValue(dry);
            if (!isDry)
            {
                await archive.DeleteAsync(garbage.Keys, cancellationToken);
            }

            context.Output.Write(parsed.GetValue(json), () => CacheView.Json(garbage, !isDry), results => CacheView.Removed(results, garbage, isDry ? "Would remove" : "Removed"));
            return ExitCode.Success;
        });
        return command.With("mlops cache gc --dry-run", "mlops cache gc --json");
    }

    private static Option<string?> Step(string description)
    {
        var step = new Option<string?>("--step") { Description = description, HelpName = "STEP" };
        step.AcceptOnlyFromAmong([.. PipelineSteps.Names]);
        return step;
    }
}
