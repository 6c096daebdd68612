namespace Mlops.Infra.Configuration;

/// <summary>The folder with <c>cdk.json</c>, from wherever in the repository the app is started.</summary>
public static class RepositoryRoot
{
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "cdk.json")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
