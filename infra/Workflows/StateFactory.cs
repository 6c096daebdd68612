using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>Makes the states of one machine, so that no Task can be without a timeout, retries and a way out.</summary>
internal sealed class StateFactory(Construct scope)
{
    /// <summary>Where a caught error is kept.</summary>
    public const string Error = "$.error";

    public CustomState Task(string name, TaskSpec spec, IChainable onError, string errorPath = Error)
        => Catching(Retrying(name, spec), onError, ["States.ALL"], errorPath);

    /// <summary>A Task that the run can do without.</summary>
    public CustomState Task(string name, TaskSpec spec, IChainable onError, SoftCatch soft)
    {
        var task = Retrying(name, spec);
        if (soft.Hard.Length > 0)
        {
            Catching(task, onError, soft.Hard, Error);
        }

        return Catching(task, soft.Next, ["States.ALL"], spec.ResultPath);
    }

    private CustomState Retrying(string name, TaskSpec spec)
    {
        var json = new Dictionary<string, object>
        {
            ["Type"] = "Task",
            ["Resource"] = spec.Resource,
            ["Parameters"] = spec.Parameters,
            ["TimeoutSeconds"] = spec.Timeout.ToSeconds(),
            ["ResultPath"] = spec.ResultPath,
        };
        if (spec.ResultSelector is { } selector)
        {
            json["ResultSelector"] = selector;
        }

        var task = new CustomState(scope, name, new CustomStateProps { StateJson = json });
        foreach (var retry in TaskRetries.For(spec.Kind))
        {
            task.AddRetry(retry);
        }

        if (spec.OnTimeout is { } expired)
        {
            Catching(task, expired, ["States.Timeout"], JsonPath.DISCARD);
        }

        return task;
    }

    private static CustomState Catching(CustomState task, IChainable next, string[] errors, string path)
    {
        task.AddCatch(next, new CatchProps { Errors = errors, ResultPath = path });
        return task;
    }

    /// <summary>Calls a function by its ARN: the state's result is the function's answer itself.</summary>
    public CustomState Invoke(string name, IFunction function, Dictionary<string, object> payload, string resultPath, IChainable onError)
        => Task(name, Call(function, payload, resultPath), onError);

    /// <summary>Calls a function that the run can do without.</summary>
    public CustomState Invoke(string name, IFunction function, Dictionary<string, object> payload, string resultPath, IChainable onError, SoftCatch soft)
        => Task(name, Call(function, payload, resultPath) with { Kind = TaskKind.SoftFunction }, onError, soft);

    private static TaskSpec Call(IFunction function, Dictionary<string, object> payload, string resultPath) => new()
    {
        Kind = TaskKind.Function,
        Resource = function.FunctionArn,
        Parameters = payload,
        ResultPath = resultPath,

        // Longer than the longest function may run, so that the function's own timeout speaks first.
        Timeout = Duration.Minutes(16),
    };

    public Choice Choice(string name) => new(scope, name);

    public Wait WaitSeconds(string name, string path)
        => new(scope, name, new WaitProps { Time = WaitTime.SecondsPath(path) });

    public Wait WaitSeconds(string name, int seconds)
        => new(scope, name, new WaitProps { Time = WaitTime.Duration(Duration.Seconds(seconds)) });

    public Wait WaitUntil(string name, string path)
        => new(scope, name, new WaitProps { Time = WaitTime.TimestampPath(path) });

    /// <summary>Puts a value made from the state's data at a place in it.</summary>
    public Pass Set(string name, string path, Dictionary<string, object> value)
        => new(scope, name, new PassProps { Parameters = value, ResultPath = path });

    /// <summary>Gives the state's data the members that it has not. As text they may be null, which constructs cannot hold.</summary>
    public Pass WithDefaults(string name, string json)
    {
        var text = json.Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);
        return new Pass(scope, name, new PassProps
        {
            Parameters = new Dictionary<string, object> { ["data.$"] = $"States.JsonMerge(States.StringToJson('{text}'), $, false)" },
            OutputPath = "$.data",
        });
    }

    /// <summary>Replaces the state's data.</summary>
    public Pass Result(string name, Dictionary<string, object> value)
        => new(scope, name, new PassProps { Parameters = value });

    /// <summary>Moves a part of the state's data to another place in it.</summary>
    public Pass Copy(string name, string from, string to)
        => new(scope, name, new PassProps { InputPath = from, ResultPath = to });

    public Succeed Succeed(string name) => new(scope, name);

    public Fail Fail(string name, string error, string causePath)
        => new(scope, name, new FailProps { Error = error, CausePath = causePath });

    public Fail FailAs(string name, string errorPath, string causePath)
        => new(scope, name, new FailProps { ErrorPath = errorPath, CausePath = causePath });
}
