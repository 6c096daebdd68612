using System.Globalization;
using System.Text.RegularExpressions;

namespace Mlops.Domain.Pipelines;

/// <summary>What the triggers of a definition must obey: schedules in the syntax of EventBridge.</summary>
/// <remarks>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html: rules take no <c>at(…)</c> and no unit but minutes, hours and days.</remarks>
internal static partial class TriggerRules
{
    private const int MostSchedules = 10;

    public static IEnumerable<DefinitionProblem> Check(TriggersDefinition triggers)
    {
        foreach (var (index, expression) in triggers.Schedules.Index().Where(schedule => !IsSchedule(schedule.Item)))
        {
            yield return new($"$.triggers.schedules[{index}]", $"'{expression}' is no schedule of EventBridge.", "Write one such as rate(7 days) or cron(0 3 ? * MON *): minutes, hours, day of month, month, day of week, year, in UTC; one of the two days is '?'.");
        }

        if (triggers.Schedules.Count > MostSchedules || triggers.Schedules.Distinct(StringComparer.Ordinal).Count() != triggers.Schedules.Count)
        {
            yield return new("$.triggers.schedules", $"More than {MostSchedules} schedules, or one of them twice.", "Remove some.");
        }
    }

    private static bool IsSchedule(string expression) => Rate().Match(expression) is { Success: true } rate
        ? int.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture) is var value && value > 0 && (value == 1) != rate.Groups[2].Value.EndsWith('s')
        : expression.StartsWith("cron(", StringComparison.Ordinal) && expression.EndsWith(')') && CronExpression.IsValid(expression[5..^1]);

    [GeneratedRegex(@"^rate\((\d{1,8}) (minutes?|hours?|days?)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
