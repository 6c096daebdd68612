using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Mlops.Cli.Demo;
using Mlops.Cli.Local;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops demo</c>: the whole loop on this machine, in a LocalCloud of its own, on real data.</summary>
internal static class DemoCommand
{
    /// <summary>A minute of settling takes three seconds; a task's timeouts stay far above what its process needs in real time.</summary>
    private const double Speed = 20;

    public static Command Create(CliContext context)
    {
        var keep = new Option<bool>("--keep") { Description = "Keep the demo's state folder and say where it is." };
        var json = Options.Json();
        var command = new Command("demo", "Play the whole loop on real data in four stories: uploads, drift, the schedule, and a broken file.") { keep, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(keep), parsed.GetValue(json), cancellationToken));
        return command.With("mlops demo", "mlops demo --json > result.json");
    }

    private static async Task<int> RunAsync(CliContext context, bool keep, bool json, CancellationToken cancellationToken)
    {
        var workspace = context.Workspace();
        var sample = RidershipSample.Load(Path.Combine(workspace.Samples, "ridership", "chicago-ridership.csv"));
        var narrator = new Narrator(context.Output, context.Clock);
        var folder = Path.Combine(workspace.Root, ".mlops", string.Create(CultureInfo.InvariantCulture, $"demo-{Environment.ProcessId}"));
        try
        {
            var options = new LocalOptions
            {
                Port = 0,
                Account = LocalOptions.DefaultAccount,
                Region = LocalOptions.DefaultRegion,
                Speed = Speed,
                Stacks = [$"Mlops-{Stage.Pipeline}"],
            };
            await using var cloud = await AppCloud.StartAsync(workspace, folder, options, narrator.Say, cancellationToken);
            narrator.Say($"the LocalCloud runs at {cloud.Host.Endpoint} with {cloud.Changes} resources from cdk.out; its clock runs {Speed:0} times as fast");
            var result = await PlayAsync(cloud, sample, narrator, context.Clock, cancellationToken);
            context.Output.Write(json, () => StoryView.Json(result), console => StoryView.Show(console, result));
            return result.Ok ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            if (keep)
            {
                context.Output.Step($"The demo's state is in {folder}.");
            }
            else if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<DemoResult> PlayAsync(AppCloud cloud, RidershipSample sample, Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = narrator.Elapsed;
        using var stage = await Stage.OpenAsync(cloud, sample, narrator, clock, cancellationToken);
        var stories = new List<StoryResult>();
        foreach (var story in (Story[])[new UploadStory(stage), new DriftStory(stage), new ScheduleStory(stage), new RejectedStory(stage)])
        {
            stories.Add(await story.PlayAsync(cancellationToken));
            if (!stories[^1].Ok)
            {
                // The next one builds on it.
                break;
            }
        }

        using var self = Process.GetCurrentProcess();
        return new DemoResult
        {
            Stories = stories,
            Seconds = (narrator.Elapsed - started).TotalSeconds,
            JobSeconds = cloud.Host.JobTime.TotalSeconds,
            PeakMemoryMiB = self.PeakWorkingSet64 / (double)(1 << 20),
        };
    }
}
