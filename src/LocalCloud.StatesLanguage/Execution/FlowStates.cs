using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>The states that do no work of their own.</summary>
internal static class FlowStates
{
    public static StateResult Pass(Visit visit, PassState state)
    {
        var input = visit.EffectiveInput();
        return new StateResult.Done(visit.Output(state.HasResult ? state.Result?.DeepClone() : input), state.Next);
    }

    public static StateResult Succeed(Visit visit) => new StateResult.Done(visit.Output(visit.EffectiveInput()), null);

    public static StateResult Choice(Visit visit, ChoiceState state)
    {
        var input = visit.EffectiveInput();
        var scope = visit.Scope(input);
        var next = state.Choices.FirstOrDefault(branch => branch.Rule.Holds(scope))?.Next ?? state.Default;
        return next is not null
            ? new StateResult.Done(visit.Output(input), next)
            : new StateResult.Failed(new StatesError(StatesError.NoChoiceMatched,
                visit.Cause("Failed to transition out of the state. The state does not point to a next state.")));
    }

    public static StateResult Fail(Visit visit, FailState state)
    {
        var scope = visit.Scope(visit.RawInput);
        return new StateResult.Failed(new StatesError(Text(state.Error, "ErrorPath", scope), Text(state.Cause, "CausePath", scope)));
    }

    public static async Task<StateResult> WaitAsync(Visit visit, WaitState state, CancellationToken cancellationToken)
    {
        var input = visit.EffectiveInput();
        if (visit.Checkpoint.ResumeAt is null)
        {
            var end = End(visit, state.Until, visit.Scope(input));
            await visit.SaveAsync(checkpoint => checkpoint with { ResumeAt = end }, cancellationToken);
        }

        await Delays.UntilAsync(visit.Checkpoint.ResumeAt!.Value, visit.Run.Ports.Time, cancellationToken);
        return new StateResult.Done(visit.Output(input), state.Next);
    }

    private static DateTimeOffset End(Visit visit, WaitUntil until, EvaluationScope scope) => until switch
    {
        WaitUntil.Seconds seconds => visit.Checkpoint.EnteredTime!.Value.AddSeconds(seconds.Value),
        WaitUntil.SecondsPath path => visit.Checkpoint.EnteredTime!.Value.AddSeconds(SecondsAt(path.Path, scope)),
        WaitUntil.Timestamp timestamp => timestamp.Value,
        WaitUntil.TimestampPath path => TimestampAt(path.Path, scope),
        _ => throw new InvalidOperationException($"No end for {until}."),
    };

    private static long SecondsAt(ValueExpression path, EvaluationScope scope)
    {
        if (!((ValueExpression.Path)path).TryEvaluate(scope, out var value, out _))
        {
            throw new EvaluationException($"The SecondsPath parameter does not reference an input value: {path.Text}");
        }

        const int maxSeconds = 99_999_999;
        return JsonValues.AsLong(value) switch
        {
            null => throw new EvaluationException($"The SecondsPath parameter cannot be parsed as a long value: {path.Text} == {Visit.Display(value)}"),
            < 0 or > maxSeconds => throw new EvaluationException(
                $"The SecondsPath parameter references an invalid value. Valid values are between 0 and {maxSeconds}: {path.Text} == {Visit.Display(value)}"),
            { } seconds => seconds,
        };
    }

    private static DateTimeOffset TimestampAt(ValueExpression path, EvaluationScope scope)
    {
        if (!((ValueExpression.Path)path).TryEvaluate(scope, out var value, out _))
        {
            throw new EvaluationException($"The TimestampPath parameter does not reference an input value: {path.Text}");
        }

        return JsonValues.AsString(value) is { } text && Timestamps.TryParse(text, out var instant)
            ? instant
            : throw new EvaluationException(
                $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {path.Text} == {Visit.Display(value)}");
    }

    private static string? Text(ValueExpression? expression, string field, EvaluationScope scope)
    {
        if (expression is null)
        {
            return null;
        }

        var value = expression.Evaluate(scope);
        return JsonValues.AsString(value)
            ?? throw new EvaluationException($"The {field} field '{expression.Text}' must refer to a string, but refers to {JsonText.Write(value)}");
    }
}
