namespace LocalCloud.CloudWatch.Alarms;

/// <summary>An alarm as it is from now on, with the lines of its history and what the change sets going.</summary>
internal sealed record AlarmUpdate(Alarm Alarm, IReadOnlyList<HistoryItem> History, IReadOnlyCollection<Notice> Notices);
