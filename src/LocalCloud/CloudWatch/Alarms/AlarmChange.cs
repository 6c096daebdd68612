using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>What a change of state sets going: the event always, the actions of the new state when they are enabled.</summary>
internal sealed class AlarmChange(CloudIdentity identity)
{
    public const string DetailType = "CloudWatch Alarm State Change";

    public string Account => identity.Account;

    public IReadOnlyCollection<Notice> Notices(Alarm before, Alarm after)
    {
        var change = New(after) with { Title = DetailType, Body = AlarmDocuments.StateChange(before, after) };
        return [change, .. after.ActionsEnabled ? after.Actions(after.State.Value).Distinct().Select(target => Action(before, after, target)) : []];
    }

    private static Notice New(Alarm alarm) =>
        new() { AlarmName = alarm.Name, AlarmArn = alarm.Arn, IsComposite = alarm.IsComposite, Body = [] };

    private Notice Action(Alarm before, Alarm after, string target) => target.Split(':')[2] == "sns"
        ? New(after) with
        {
            Target = target,
            Title = AlarmMessage.Subject(after, identity.Region),
            Body = AlarmMessage.Body(before, after, identity.Account, identity.Region),
        }
        : New(after) with { Target = target, Body = AlarmDocuments.FunctionPayload(before, after, identity.Account, identity.Region) };
}
