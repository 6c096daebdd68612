namespace LocalCloud.Tests.StepFunctions;

/// <summary>Definitions that several tests use.</summary>
internal static class Machines
{
    public const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";

    public const string Endless = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":99999,"End":true}}}""";

    public static string Task(string resource, string parameters = "{}", string more = "") =>
        $$$$"""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"{{{{resource}}}}","Parameters":{{{{parameters}}}},{{{{more}}}}"End":true}}}""";
}
