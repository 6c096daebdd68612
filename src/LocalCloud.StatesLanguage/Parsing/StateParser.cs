using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>Parses one state by its type. <paramref name="checkResource"/> says why a Task's resource cannot be called, or null.</summary>
internal sealed class StateParser(ICollection<Problem> problems, Func<TaskResource, string?> checkResource)
{
    /// <summary>Every type that <see cref="Parse"/> knows.</summary>
    public static readonly IReadOnlyList<string> Types = ["Choice", "Fail", "Map", "Parallel", "Pass", "Succeed", "Task", "Wait"];

    private const int MaxSeconds = 99_999_999;

    public State? Parse(string name, JsonObject source, string location)
    {
        var reader = new FieldReader(source, location, problems);
        reader.Require("Type");
        var type = reader.Text("Type");
        RefuseUnsupported(reader);
        State? state = type switch
        {
            "Task" => Task(name, reader),
            "Pass" => Pass(name, reader),
            "Choice" => Choice(name, reader),
            "Wait" => Wait(name, reader),
            "Succeed" => Common(new SucceedState { Name = name }, reader),
            "Fail" => Fail(name, reader),
            "Parallel" => Parallel(name, reader),
            "Map" => Map(name, reader),
            null => null,
            _ => UnknownType(reader, type),
        };
        if (state is not null)
        {
            state = state with { Comment = reader.Text("Comment") };
            reader.Finish();
        }

        return state;
    }

    private static State? UnknownType(FieldReader reader, string type)
    {
        reader.Report(reader.At("Type"), $"State type '{type}' is not one of [{string.Join(", ", Types)}]");
        return null;
    }

    private static void RefuseUnsupported(FieldReader reader)
    {
        if (reader.Has("QueryLanguage") && reader.Text("QueryLanguage") is { } language && language != "JSONPath")
        {
            reader.Report(reader.At("QueryLanguage"), $"Query language '{language}' is not supported: write the state in JSONPath");
        }
    }

    private TaskState? Task(string name, FieldReader reader)
    {
        reader.Require("Resource");
        var resource = Resource(reader);
        var timeout = reader.NumberOrPath("TimeoutSeconds", 1, MaxSeconds);
        var heartbeat = reader.NumberOrPath("HeartbeatSeconds", 1, MaxSeconds);
        if (timeout?.Value is { } limit && heartbeat?.Value >= limit)
        {
            reader.Report(reader.At("HeartbeatSeconds"), "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }

        var state = Work(new TaskState { Name = name, Resource = resource ?? new TaskResource.LambdaFunction(""), Timeout = timeout, Heartbeat = heartbeat }, reader);
        return state;
    }

    private TaskResource? Resource(FieldReader reader)
    {
        if (reader.Text("Resource") is not { } arn)
        {
            return null;
        }

        var known = TaskResource.TryParse(arn, out var resource);
        var problem = known
            ? checkResource(resource!)
            : $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.";
        if (problem is not null)
        {
            reader.Report(reader.At("Resource"), problem);
        }

        return resource;
    }

    private static PassState Pass(string name, FieldReader reader) => Result(
        new PassState { Name = name, HasResult = reader.Has("Result"), Result = reader.Node("Result")?.DeepClone() }, reader);

    private ChoiceState Choice(string name, FieldReader reader)
    {
        reader.Require("Choices");
        return Ends(new ChoiceState { Name = name, Choices = ChoiceParser.Branches(reader, problems), Default = reader.Text("Default") }, reader);
    }

    private static WaitState Wait(string name, FieldReader reader) => Common(new WaitState { Name = name, Until = Until(reader) }, reader);

    private static WaitUntil Until(FieldReader reader)
    {
        var given = new[] { "Seconds", "SecondsPath", "Timestamp", "TimestampPath" }.Where(reader.Has).ToList();
        if (given.Count != 1)
        {
            reader.Know(given);
            reader.Report(reader.Location, "A Wait needs exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]");
        }

        return given.FirstOrDefault() switch
        {
            "SecondsPath" => new WaitUntil.SecondsPath(reader.RequiredPath("SecondsPath") ?? ValueExpression.Whole),
            "TimestampPath" => new WaitUntil.TimestampPath(reader.RequiredPath("TimestampPath") ?? ValueExpression.Whole),
            "Timestamp" => new WaitUntil.Timestamp(Timestamp(reader)),
            _ => new WaitUntil.Seconds(reader.Whole("Seconds", 0, MaxSeconds) ?? 0),
        };
    }

    private static DateTimeOffset Timestamp(FieldReader reader)
    {
        if (reader.Text("Timestamp") is { } text && !Timestamps.TryParse(text, out _))
        {
            reader.Report(reader.At("Timestamp"), "String does not match RFC3339 timestamp");
        }

        return Timestamps.TryParse(JsonValues.AsString(reader.Node("Timestamp")) ?? "", out var instant) ? instant : default;
    }

    private static FailState Fail(string name, FieldReader reader)
    {
        reader.OnlyOneOf("Error", "ErrorPath");
        reader.OnlyOneOf("Cause", "CausePath");
        return new FailState { Name = name, Error = TextOrPath(reader, "Error"), Cause = TextOrPath(reader, "Cause") };
    }

    private static ValueExpression? TextOrPath(FieldReader reader, string field) =>
        reader.Has(field + "Path") ? reader.Expression(field + "Path")
        : reader.Text(field) is { } text ? new ValueExpression.Constant(text, text)
        : null;

    private ParallelState Parallel(string name, FieldReader reader)
    {
        reader.Require("Branches");
        var branches = (reader.Array("Branches") ?? [])
            .Select((branch, index) => Graph(branch, $"{reader.At("Branches")}[{index}]"))
            .OfType<StateGraph>()
            .ToList();
        if (reader.Has("Branches") && branches.Count == 0)
        {
            reader.Report(reader.At("Branches"), "A Parallel needs at least one branch");
        }

        return Work(new ParallelState { Name = name, Branches = branches }, reader);
    }

    private MapState? Map(string name, FieldReader reader)
    {
        reader.OnlyOneOf("ItemProcessor", "Iterator");
        reader.OnlyOneOf("ItemSelector", "Parameters");
        var field = reader.Has("Iterator") ? "Iterator" : "ItemProcessor";
        reader.Require(field);
        var processor = reader.Has(field) ? Graph(reader.Node(field), reader.At(field), isProcessor: true) : null;
        var state = Work(new MapState
        {
            Name = name,
            Processor = processor ?? new StateGraph { StartAt = "", States = new Dictionary<string, State>() },
            ItemsPath = reader.Has("ItemsPath") ? reader.RequiredPath("ItemsPath") ?? ValueExpression.Whole : ValueExpression.Whole,
            ItemSelector = reader.Template("ItemSelector"),
            MaxConcurrency = reader.NumberOrPath("MaxConcurrency", 0, MaxSeconds),
        }, reader);
        // Parameters is the old name of ItemSelector.
        return state with { ItemSelector = state.ItemSelector ?? state.Parameters, Parameters = null };
    }

    private StateGraph? Graph(JsonNode? node, string location, bool isProcessor = false) =>
        new GraphParser(problems, this).Parse(node, location, isProcessor);

    private T Work<T>(T state, FieldReader reader)
        where T : WorkState => Result(state, reader) with
        {
            ResultSelector = reader.Template("ResultSelector"),
            Retry = ErrorHandlingParser.Retry(reader, problems),
            Catch = ErrorHandlingParser.Catch(reader, problems),
        };

    private static T Result<T>(T state, FieldReader reader)
        where T : ResultState => Common(state, reader) with
        {
            Parameters = reader.Template("Parameters"),
            ResultPath = reader.ResultPath(),
        };

    private static T Common<T>(T state, FieldReader reader)
        where T : State
    {
        if (state is SucceedState)
        {
            return Ends(state, reader);
        }

        var (next, end) = (reader.Text("Next"), reader.Flag("End") ?? false);
        if ((next is not null && end) || (next is null && !end && !reader.Has("Next")))
        {
            reader.Report(reader.Location, "Exactly one of these fields is required: [Next, End]");
        }

        return Ends(state, reader) with { Next = next };
    }

    private static T Ends<T>(T state, FieldReader reader)
        where T : State => state with { InputPath = reader.Path("InputPath"), OutputPath = reader.Path("OutputPath") };
}
