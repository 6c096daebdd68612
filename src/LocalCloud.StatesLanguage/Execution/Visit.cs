using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>One stay of a branch in a state, with the state's own steps of the input and output pipeline.</summary>
internal sealed class Visit(ExecutionRun run, State state, Branch branch, Checkpoint checkpoint)
{
    public ExecutionRun Run { get; } = run;

    public State State { get; } = state;

    public Branch Branch { get; } = branch;

    public Checkpoint Checkpoint { get; private set; } = checkpoint;

    public JsonNode? RawInput => Checkpoint.Input;

    public DateTimeOffset Now => Run.Ports.Time.GetUtcNow();

    /// <summary>Stores the pending events together with the changed checkpoint.</summary>
    public Task SaveAsync(Func<Checkpoint, Checkpoint> change, CancellationToken cancellationToken)
    {
        Checkpoint = change(Checkpoint);
        return Run.History.CommitAsync(Branch, Checkpoint, cancellationToken);
    }

    /// <summary>Changes the task of the checkpoint, to be stored with the next <see cref="SaveAsync"/>.</summary>
    public void Prepare(TaskCheckpoint task) => Checkpoint = Checkpoint with { Task = task };

    public long Append(string type, JsonObject? details) => Run.History.Append(Branch, type, details);

    public EvaluationScope Scope(JsonNode? input) => new(input, ContextObject(), Branch.Random);

    /// <summary><c>InputPath</c>, then <c>Parameters</c>.</summary>
    public JsonNode? EffectiveInput()
    {
        var input = Select(State.InputPath, RawInput);
        return State is ResultState { Parameters: { } template } ? template.Evaluate(Scope(input)) : input;
    }

    /// <summary><c>ResultSelector</c>, <c>ResultPath</c>, <c>OutputPath</c>.</summary>
    public JsonNode? Output(JsonNode? result)
    {
        var selected = State is WorkState { ResultSelector: { } selector } ? selector.Evaluate(Scope(result)) : result;
        var combined = State is ResultState owner ? owner.ResultPath is { } place ? place.Put(RawInput, selected) : RawInput : selected;
        return Select(State.OutputPath, combined);
    }

    public JsonNode? Select(ValueExpression? path, JsonNode? input) =>
        path is null ? new JsonObject() : path.Evaluate(Scope(input));

    /// <summary>A runtime error with the words that AWS puts before its message.</summary>
    public StatesError Error(EvaluationException failure) => new(failure.Error, Cause(failure.Message));

    public string Cause(string message) =>
        $"An error occurred while executing the state '{State.Name}' (entered at the event id #{Checkpoint.EnteredEventId}). {message}";

    /// <summary>The value of a <c>TimeoutSeconds</c>-like field, from its path when it has one.</summary>
    public int? Seconds(SecondsField? field, JsonNode? input, int min)
    {
        if (field?.Path is not { } path)
        {
            return field?.Value;
        }

        var value = path.Evaluate(Scope(input));
        return JsonValues.AsLong(value) is { } number && number >= min && number <= int.MaxValue
            ? (int)number
            : throw new EvaluationException($"The {field.Field} field refers to value \"{Display(value)}\" which is not a valid integer: {path.Text}");
    }

    public static string Display(JsonNode? value) => JsonValues.AsString(value) ?? JsonText.Write(value);

    private JsonObject ContextObject()
    {
        var facts = Run.Facts;
        var context = new JsonObject
        {
            ["Execution"] = new JsonObject
            {
                ["Id"] = facts.ExecutionArn,
                ["Input"] = JsonText.Parse(facts.Input),
                ["StartTime"] = Timestamps.Write(facts.StartTime),
                ["Name"] = facts.ExecutionName,
                ["RoleArn"] = facts.RoleArn,
                ["RedriveCount"] = 0,
            },
            ["StateMachine"] = new JsonObject { ["Id"] = facts.StateMachineArn, ["Name"] = facts.StateMachineName },
            [nameof(State)] = StateContext(),
        };
        if (Checkpoint.Task?.Token is { } token)
        {
            context["Task"] = new JsonObject { ["Token"] = token };
        }

        if (Branch.MapItem is { } item)
        {
            context["Map"] = new JsonObject { ["Item"] = item.DeepClone() };
        }

        return context;
    }

    private JsonObject StateContext()
    {
        var state = new JsonObject { ["Name"] = State.Name, ["EnteredTime"] = Timestamps.Write(Checkpoint.EnteredTime ?? Now) };
        if (State is WorkState)
        {
            state["RetryCount"] = Checkpoint.Retries.Sum();
        }

        return state;
    }
}
