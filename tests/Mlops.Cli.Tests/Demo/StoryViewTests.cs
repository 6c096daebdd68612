using Mlops.Cli.Demo;
using Mlops.Cli.Rendering;
using Mlops.Cli.Tests.Testing;
using Spectre.Console;

namespace Mlops.Cli.Tests.Demo;

public sealed class StoryViewTests
{
    private static readonly StoryResult Story = new()
    {
        Story = "upload",
        Checks = [new Check("one training", true), new Check("an endpoint", true)],
        Runs = [Samples.Deployed],
        Predictions = [new Prediction(Samples.Deployed.Run, 2004, 366, new Dictionary<string, double> { ["mae"] = 0.888 })],
        Seconds = 11.004,
    };

    private static readonly DemoResult Told = new()
    {
        Stories = [Story, Story with { Story = "drift", Runs = [], Predictions = [] }],
        Seconds = 21.004,
        JobSeconds = 1.1,
        PeakMemoryMiB = 204.25,
    };

    [Fact]
    public void Json_WholeStory_HasItsFigures()
    {
        var json = StoryView.Json(Told);

        Assert.Equal(["upload", "drift"], json["stories"]!.AsArray().Select(story => story!["story"]!.GetValue<string>()));
        Assert.Equal(11, json["stories"]![0]!["seconds"]!.GetValue<double>());
        Assert.Equal(21, json["seconds"]!.GetValue<double>());
        Assert.Equal(204.2, json["peakMemoryMiB"]!.GetValue<double>());
        Assert.Equal(0.888, json["stories"]![0]!["predictions"]![0]!["metrics"]!["mae"]!.GetValue<double>());
    }

    [Fact]
    public void Json_Run_IsItsRecordAsStored()
    {
        var run = StoryView.Json(Told)["stories"]![0]!["runs"]![0]!;

        Assert.Equal(Samples.Deployed.Run, run["run"]!.GetValue<string>());
        Assert.Equal("deployed", run["outcome"]!.GetValue<string>());
        Assert.Equal("passed", run["gate"]!["verdict"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Json_LastPromise_DecidesWhetherAllIsWell(bool kept)
    {
        var json = StoryView.Json(Told with { Stories = [Story, Story with { Checks = [new Check("one training", true), new Check("an endpoint", kept)] }] });

        Assert.Equal(kept, json["ok"]!.GetValue<bool>());
        Assert.True(json["stories"]![0]!["ok"]!.GetValue<bool>());
        Assert.Equal(kept, json["stories"]![1]!["ok"]!.GetValue<bool>());
        Assert.Equal(kept, json["stories"]![1]!["checks"]![1]!["ok"]!.GetValue<bool>());
    }

    [Fact]
    public void Show_HundredColumns_KeepsARunOnOneLine()
    {
        var text = new StringWriter();
        var console = Consoles.Create(text, redirected: true, colourless: true);
        console.Profile.Width = 100;

        StoryView.Show(console, Told);

        var row = Assert.Single(text.ToString().Split('\n'), line => line.Contains("36 files", StringComparison.Ordinal));
        Assert.Contains(Samples.Deployed.Run, row, StringComparison.Ordinal);
        Assert.Contains("passed", row, StringComparison.Ordinal);
        Assert.Contains("deployed", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_BrokenPromise_IsMarked()
    {
        var text = new StringWriter();

        StoryView.Show(Consoles.Create(text, redirected: true, colourless: true), Told with { Stories = [Story with { Checks = [new Check("an endpoint", false)] }] });

        Assert.Contains("✗ an endpoint", text.ToString(), StringComparison.Ordinal);
    }
}
