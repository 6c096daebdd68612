using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Choice;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Definition;

/// <summary>One state. <see cref="Next"/> is null where the state ends its graph (or chooses for itself).</summary>
public abstract record State
{
    public required string Name { get; init; }

    public string? Comment { get; init; }

    public string? Next { get; init; }

    /// <summary>Null discards the input: the state then sees <c>{}</c>.</summary>
    public ValueExpression? InputPath { get; init; } = ValueExpression.Whole;

    /// <summary>Null discards the output: the next state then sees <c>{}</c>.</summary>
    public ValueExpression? OutputPath { get; init; } = ValueExpression.Whole;

    public abstract string Type { get; }
}

/// <summary>A state that makes a result of its own and puts it into its input.</summary>
public abstract record ResultState : State
{
    public PayloadTemplate? Parameters { get; init; }

    /// <summary>Null discards the result and keeps the input.</summary>
    public ReferencePath? ResultPath { get; init; } = ReferencePath.Root;
}

/// <summary>A state whose work can fail, be tried again and be caught.</summary>
public abstract record WorkState : ResultState
{
    public PayloadTemplate? ResultSelector { get; init; }

    public IReadOnlyList<Retrier> Retry { get; init; } = [];

    public IReadOnlyList<Catcher> Catch { get; init; } = [];
}

public sealed record TaskState : WorkState
{
    public override string Type => "Task";

    public required TaskResource Resource { get; init; }

    public SecondsField? Timeout { get; init; }

    public SecondsField? Heartbeat { get; init; }
}

public sealed record PassState : ResultState
{
    public override string Type => "Pass";

    /// <summary>Whether the state has a <c>Result</c> (which may be JSON null).</summary>
    public bool HasResult { get; init; }

    public JsonNode? Result { get; init; }
}

public sealed record ChoiceState : State
{
    public override string Type => "Choice";

    public required IReadOnlyList<ChoiceBranch> Choices { get; init; }

    public string? Default { get; init; }
}

public sealed record WaitState : State
{
    public override string Type => "Wait";

    public required WaitUntil Until { get; init; }
}

public sealed record SucceedState : State
{
    public override string Type => "Succeed";
}

public sealed record FailState : State
{
    public override string Type => "Fail";

    public ValueExpression? Error { get; init; }

    public ValueExpression? Cause { get; init; }
}

public sealed record ParallelState : WorkState
{
    public override string Type => "Parallel";

    public required IReadOnlyList<StateGraph> Branches { get; init; }
}

/// <summary>An inline Map. <see cref="MaxConcurrency"/> 0 means no limit of its own.</summary>
public sealed record MapState : WorkState
{
    public override string Type => "Map";

    public required StateGraph Processor { get; init; }

    public ValueExpression ItemsPath { get; init; } = ValueExpression.Whole;

    public PayloadTemplate? ItemSelector { get; init; }

    public SecondsField? MaxConcurrency { get; init; }
}
