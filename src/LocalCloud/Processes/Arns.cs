namespace LocalCloud.Processes;

/// <summary>Parts of <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class Arns
{
    public static string Service(string arn) => Part(arn, 2);

    public static string Account(string arn) => Part(arn, 4);

    public static string Resource(string arn) => Part(arn, 5);

    private static string Part(string arn, int index) => arn.Split(':', 6).ElementAtOrDefault(index) ?? "";
}
