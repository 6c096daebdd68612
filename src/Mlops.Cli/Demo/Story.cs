using Mlops.Domain.Runs;

namespace Mlops.Cli.Demo;

/// <summary>A part of the demo: it plays on the stage and notes which of its promises were kept.</summary>
internal abstract class Story(Stage stage)
{
    private readonly List<Check> _checks = [];
    private readonly List<RunRecord> _runs = [];
    private readonly List<Prediction> _predictions = [];

    protected abstract string Name { get; }

    protected Stage Stage => stage;

    public async Task<StoryResult> PlayAsync(CancellationToken cancellationToken)
    {
        var started = stage.Narrator.Elapsed;
        await TellAsync(cancellationToken);
        return new StoryResult
        {
            Story = Name,
            Checks = _checks,
            Runs = _runs,
            Predictions = _predictions,
            Seconds = (stage.Narrator.Elapsed - started).TotalSeconds,
        };
    }

    protected abstract Task TellAsync(CancellationToken cancellationToken);

    protected void Title(string text) => stage.Narrator.Title($"{Name}: {text}");

    protected void Expect(string text, bool ok)
    {
        _checks.Add(new Check(text, ok));
        stage.Narrator.Say($"{(ok ? "✓" : "✗")} {text}");
    }

    /// <summary>Follows the runs that have started; the one that trained, else the first.</summary>
    protected async Task<RunRecord?> WatchAsync(string how, CancellationToken cancellationToken)
    {
        var runs = await stage.WatchRunsAsync(how, cancellationToken);
        _runs.AddRange(runs);
        return runs.FirstOrDefault(run => run.Steps.Count > 0) ?? (runs.Count > 0 ? runs[0] : null);
    }

    protected async Task<Prediction> PredictAsync(string run, int year, CancellationToken cancellationToken)
    {
        var prediction = await stage.PredictAsync(run, year, cancellationToken);
        _predictions.Add(prediction);
        return prediction;
    }
}
