using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StatesLanguage.Parsing;

namespace Mlops.Infra.Tests.Running;

/// <summary>One execution of a synthesized machine by the States Language interpreter; a script answers its tasks by state.</summary>
internal sealed class MachineRun(StateMachine machine, Func<string, int, JsonNode, TaskOutcome> script) : ITaskRunner, IExecutionJournal
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<string> _entered = new();

    /// <summary>The states in the order in which they were entered.</summary>
    public IReadOnlyList<string> Entered => [.. _entered];

    /// <summary>What each task was called with, in order.</summary>
    public List<(string State, JsonNode Parameters)> Calls { get; } = [];

    public async Task<ExecutionOutcome> RunAsync(JsonObject input)
    {
        // The clock jumps over every timer, so the limits must go: that each task has one is tested by itself.
        var definition = machine.Definition.DeepClone().AsObject();
        definition.Remove("TimeoutSeconds");
        foreach (var state in definition["States"]!.AsObject())
        {
            state.Value!.AsObject().Remove("TimeoutSeconds");
        }

        var parsed = DefinitionParser.Parse(definition.ToJsonString(), _ => null);
        Assert.True(parsed is ParseResult.Valid, string.Join('\n', (parsed as ParseResult.Invalid)?.Problems ?? []));
        using var abort = new AbortSignal();
        return await new Interpreter(((ParseResult.Valid)parsed).Definition, Facts(input), new ExecutionPorts(this, this, new JumpingTime(Start), new Random(1)))
            .RunAsync(null, abort, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    public Task<TaskOutcome> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var state = _entered.Last();
        Calls.Add((state, call.Parameters!.DeepClone()));
        return Task.FromResult(script(state, Calls.Count(each => each.State == state), call.Parameters!));
    }

    public Task StopAsync(TaskCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WriteAsync(IReadOnlyList<HistoryEvent> events, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        foreach (var entered in events.Where(each => each.Type.EndsWith("StateEntered", StringComparison.Ordinal)))
        {
            _entered.Enqueue((string)entered.Details!["name"]!);
        }

        return Task.CompletedTask;
    }

    private ExecutionFacts Facts(JsonObject input) => new()
    {
        ExecutionArn = $"arn:aws:states:eu-west-1:123456789012:execution:{machine.Name}:upload-20260101T000000Z",
        ExecutionName = "upload-20260101T000000Z",
        StateMachineArn = $"arn:aws:states:eu-west-1:123456789012:stateMachine:{machine.Name}",
        StateMachineName = machine.Name,
        RoleArn = "arn:aws:iam::123456789012:role/Machine",
        Region = "eu-west-1",
        Input = input.ToJsonString(),
        StartTime = Start,
    };
}
