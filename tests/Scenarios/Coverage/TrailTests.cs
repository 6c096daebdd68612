using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;

namespace Scenarios.Coverage;

/// <summary>The reading of histories itself: a coverage that could not see a gap would be worth nothing.</summary>
public sealed class TrailTests
{
    private const string Final = "FinalException";

    private static readonly JsonObject Definition = JsonNode.Parse($$"""
        {
          "StartAt": "Work",
          "States": {
            "Work": {
              "Type": "Task", "Resource": "r", "Next": "Done",
              "Retry": [ { "ErrorEquals": ["{{Final}}"], "MaxAttempts": 0 }, { "ErrorEquals": ["States.TaskFailed"], "MaxAttempts": 2 } ],
              "Catch": [ { "ErrorEquals": ["States.ALL"], "Next": "Caught" } ]
            },
            "Caught": { "Type": "Fail" },
            "Done": { "Type": "Succeed" }
          }
        }
        """)!.AsObject();

    [Fact]
    public void All_Definition_NamesStatesRetriersAndCatchers() => Assert.Equal(
        ["m: Work entered", "m: Work retry 0", "m: Work retry 1", "m: Work catch 0", "m: Caught entered", "m: Done entered"],
        Entry.All("m", Definition).Select(entry => entry.ToString()));

    [Fact]
    public void Kind_OfMachinesOfTwoPipelines_IsOne() =>
        Assert.Equal(["retrain", "retrain", "monitor"], new[] { "mlops-ridership-retrain", "mlops-late-flights-retrain", "mlops-flights-monitor" }.Select(Entry.Kind));

    [Fact]
    public void Shape_OfAnotherErrorToCatch_IsAnother()
    {
        var other = JsonNode.Parse(Definition.ToJsonString().Replace("States.ALL", "Other", StringComparison.Ordinal))!.AsObject();

        Assert.NotEqual(Entry.Shape(Definition), Entry.Shape(other));
        Assert.Equal(Entry.Shape(Definition), Entry.Shape(JsonNode.Parse(Definition.ToJsonString().Replace("\"r\"", "\"s\"", StringComparison.Ordinal))!.AsObject()));
    }

    [Fact]
    public void Of_RunWithoutErrors_ReachesStatesOnly() =>
        Assert.Equal(["Done entered", "Work entered"], Reached(Entered("Work"), Succeeded(), Exited("Work"), Entered("Done")));

    [Fact]
    public void Of_ErrorThatIsRetried_ReachesTheRetrierThatNamesIt() =>
        Assert.Equal(["Done entered", "Work entered", "Work retry 1"], Reached(Entered("Work"), Failed("Other"), Succeeded(), Exited("Work"), Entered("Done")));

    [Fact]
    public void Of_ErrorThatIsFinal_ReachesItsRetrierAndTheCatcher() =>
        Assert.Equal(["Caught entered", "Work catch 0", "Work entered", "Work retry 0"], Reached(Entered("Work"), Failed(Final), Exited("Work"), Entered("Caught")));

    [Fact]
    public void Of_TimeOut_IsNotWhatTaskFailedMeans() =>
        Assert.Equal(["Caught entered", "Work catch 0", "Work entered"], Reached(Entered("Work"), new HistoryEvent { LambdaFunctionTimedOutEventDetails = new() }, Exited("Work"), Entered("Caught")));

    private static IEnumerable<string> Reached(params HistoryEvent[] history) =>
        Trail.Of("m", Definition, history).Select(entry => $"{entry.State} {entry.What}").Order(StringComparer.Ordinal);

    private static HistoryEvent Entered(string state) => new() { StateEnteredEventDetails = new StateEnteredEventDetails { Name = state } };

    private static HistoryEvent Exited(string state) => new() { StateExitedEventDetails = new StateExitedEventDetails { Name = state } };

    private static HistoryEvent Succeeded() => new() { LambdaFunctionSucceededEventDetails = new LambdaFunctionSucceededEventDetails() };

    private static HistoryEvent Failed(string error) => new() { LambdaFunctionFailedEventDetails = new LambdaFunctionFailedEventDetails { Error = error } };
}
