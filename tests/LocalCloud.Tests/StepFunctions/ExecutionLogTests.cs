using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StepFunctions;
using LocalCloud.Tests.Processes;

namespace LocalCloud.Tests.StepFunctions;

public sealed class ExecutionLogTests : IDisposable
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
    private const string Execution = "arn:aws:states:us-east-1:000000000000:execution:m:e";
    private const string Group = "/aws/vendedlogs/states/m";

    private readonly ComputeFixture _compute = new();

    public void Dispose() => _compute.Dispose();

    [Theory]
    [InlineData("ALL", new[] { "ExecutionStarted", "TaskFailed", "ExecutionFailed" })]
    [InlineData("ERROR", new[] { "TaskFailed", "ExecutionFailed" })]
    [InlineData("FATAL", new[] { "ExecutionFailed" })]
    [InlineData("OFF", new string[0])]
    public void Write_AtALevel_LogsTheEventsOfIt(string level, string[] expected)
    {
        Write(Configuration(level, withData: false));

        Assert.Equal(expected, _compute.Logs.Lines(Group).Select(line => (string)JsonNode.Parse(line)!["type"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ExecutionData_IsThereWhenItIsAskedFor(bool withData)
    {
        Write(Configuration("ALL", withData));

        var first = JsonNode.Parse(_compute.Logs.Lines(Group).First())!;
        Assert.Equal(withData, first["details"]!["input"] is not null);
        Assert.Equal(("1", Execution), ((string)first["id"]!, (string)first["execution_arn"]!));
        Assert.StartsWith("states/m/2026-03-01-10-00/", _compute.Logs.All[0].Destination.Stream, StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_RoleThatMayNotDeliverLogs_IsRefusedAsAwsDoes()
    {
        _compute.Authorizer.Denied.Add("logs:CreateLogDelivery");

        var refused = Assert.Throws<AwsException>(() => ExecutionLog.Demand(Context(), Configuration("ERROR", withData: false), ComputeFixture.Role("machine")));

        Assert.Equal(("AccessDeniedException", "The state machine IAM Role is not authorized to access the Log Destination"), (refused.Code, refused.Message));
        ExecutionLog.Demand(Context(), Configuration("OFF", withData: false), ComputeFixture.Role("machine"));
    }

    [Theory]
    [InlineData("us-east-1:111111111111")]
    [InlineData("eu-west-1:000000000000")]
    public void Demand_GroupOfAnotherAccountOrRegion_IsRefused(string owner)
    {
        var refused = Assert.Throws<AwsException>(() => ExecutionLog.Demand(Context(), Configuration("ERROR", withData: false, owner), ComputeFixture.Role("machine")));

        Assert.Equal("InvalidLoggingConfiguration", refused.Code);
        Assert.Contains("is not of the state machine's account and region", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1:111111111111")]
    [InlineData("eu-west-1:000000000000")]
    public void Write_ToAGroupOfAnotherAccountOrRegion_GoesNotToTheOneOfThatName(string owner)
    {
        Write(Configuration("ALL", withData: false, owner));

        Assert.Empty(_compute.Logs.All);
    }

    private void Write(JsonObject configuration)
    {
        var machines = new MachineStore(_compute.Store);
        machines.Put(new JsonObject { ["stateMachineArn"] = Machine, ["name"] = "m", ["loggingConfiguration"] = configuration });
        var log = new ExecutionLog(Context(), machines);
        log.Write(Execution, log.ConfigurationOf(Execution), [Event(1, "ExecutionStarted", "input"), Event(2, "TaskFailed", "cause"), Event(3, "ExecutionFailed", "cause")]);
    }

    private StepFunctionsContext Context() => new()
    {
        Identity = _compute.Context.Identity,
        Store = _compute.Store,
        Time = _compute.Time,
        Random = _compute.Random,
        Authorizer = _compute.Authorizer,
        Api = () => _compute.Api,
        Events = () => _compute.Events,
        Logs = _compute.Logs,
    };

    private static HistoryEvent Event(long id, string type, string detail) => new()
    {
        Id = id,
        PreviousEventId = id - 1,
        Timestamp = new DateTimeOffset(2026, 3, 1, 10, 20, 0, TimeSpan.Zero),
        Type = type,
        Details = new JsonObject { [detail] = "x" },
    };

    private static JsonObject Configuration(string level, bool withData, string owner = "us-east-1:000000000000") => new()
    {
        ["level"] = level,
        ["includeExecutionData"] = withData,
        ["destinations"] = new JsonArray(new JsonObject
        {
            ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = $"arn:aws:logs:{owner}:log-group:{Group}:*" },
        }),
    };
}
