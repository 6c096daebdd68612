using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The mobile application of a client context.</summary>
internal sealed class CognitoClientApplication : IClientApplication
{
    public string AppPackageName { get; private init; }

    public string AppTitle { get; private init; }

    public string AppVersionCode { get; private init; }

    public string AppVersionName { get; private init; }

    public string InstallationId { get; private init; }

    public static CognitoClientApplication From(JsonElement element) => new()
    {
        AppPackageName = element.Text("app_package_name"),
        AppTitle = element.Text("app_title"),
        AppVersionCode = element.Text("app_version_code"),
        AppVersionName = element.Text("app_version_name"),
        InstallationId = element.Text("installation_id"),
    };
}
