using Microsoft.AspNetCore.Http;

namespace LocalCloud.Hosting;

/// <summary>
/// Refuses what a web page sends: any page that the user has open can reach a loopback port. SDKs, command lines and
/// functions never send the headers by which browsers give themselves away.
/// </summary>
internal static class BrowserRequests
{
    public static bool IsFromAPage(HttpRequest request) =>
        request.Headers.ContainsKey("Origin") || request.Headers["Sec-Fetch-Site"].Any(site => site is "cross-site" or "same-site");

    public static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        return response.WriteAsync("LocalCloud answers no requests from web pages (Origin, Sec-Fetch-Site): use an SDK, the AWS CLI or the product's own commands.");
    }
}
