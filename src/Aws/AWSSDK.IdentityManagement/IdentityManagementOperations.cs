using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.IdentityManagement;

/// <summary>Every operation, with what its request and its response are on the wire.</summary>
internal static class IdentityManagementOperations
{
    public static readonly QueryOperation<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse> GenerateServiceLastAccessedDetails = new(
        "GenerateServiceLastAccessedDetails",
        request => [("Arn", request.Arn), ("Granularity", request.Granularity?.Value)],
        result => new() { JobId = Text(result, "JobId") });

    public static readonly QueryOperation<GetRolePolicyRequest, GetRolePolicyResponse> GetRolePolicy = new(
        "GetRolePolicy",
        request => [("RoleName", request.RoleName), ("PolicyName", request.PolicyName)],
        result => new() { PolicyDocument = Text(result, "PolicyDocument"), PolicyName = Text(result, "PolicyName"), RoleName = Text(result, "RoleName") });

    public static readonly QueryOperation<GetServiceLastAccessedDetailsRequest, GetServiceLastAccessedDetailsResponse> GetServiceLastAccessedDetails = new(
        "GetServiceLastAccessedDetails",
        request => [("JobId", request.JobId), ("Marker", request.Marker), ("MaxItems", Number(request.MaxItems))],
        result => new()
        {
            IsTruncated = Flag(result, "IsTruncated"),
            JobStatus = Text(result, "JobStatus"),
            Marker = Text(result, "Marker"),
            ServicesLastAccessed = List(result, "ServicesLastAccessed", Service),
        });

    public static readonly QueryOperation<ListRolePoliciesRequest, ListRolePoliciesResponse> ListRolePolicies = new(
        "ListRolePolicies",
        request => [("RoleName", request.RoleName), ("Marker", request.Marker), ("MaxItems", Number(request.MaxItems))],
        result => new() { IsTruncated = Flag(result, "IsTruncated"), Marker = Text(result, "Marker"), PolicyNames = List(result, "PolicyNames", name => name.Value) });

    public static readonly QueryOperation<ListRolesRequest, ListRolesResponse> ListRoles = new(
        "ListRoles",
        request => [("PathPrefix", request.PathPrefix), ("Marker", request.Marker), ("MaxItems", Number(request.MaxItems))],
        result => new() { IsTruncated = Flag(result, "IsTruncated"), Marker = Text(result, "Marker"), Roles = List(result, "Roles", Role) });

    /// <summary>Only an error that the operations' models name becomes a typed exception.</summary>
    public static AmazonServiceException Error(ErrorResponse error, Exception inner, HttpStatusCode status) => error.Code == "NoSuchEntity"
        ? new NoSuchEntityException(error.Message, inner, error.Type, error.Code, error.RequestId, status)
        : new AmazonIdentityManagementServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status);

    private static Role Role(XElement role) => new() { Arn = Text(role, "Arn"), Path = Text(role, "Path"), RoleName = Text(role, "RoleName") };

    private static ServiceLastAccessed Service(XElement service) => new()
    {
        LastAuthenticated = Time(service, "LastAuthenticated"),
        ServiceNamespace = Text(service, "ServiceNamespace"),
        TrackedActionsLastAccessed = List(service, "TrackedActionsLastAccessed", Action),
    };

    private static TrackedActionLastAccessed Action(XElement action) => new() { ActionName = Text(action, "ActionName"), LastAccessedTime = Time(action, "LastAccessedTime") };

    private static XElement Member(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string Text(XElement parent, string name) => Member(parent, name)?.Value;

    private static bool? Flag(XElement parent, string name) => Text(parent, name) is { } text ? bool.Parse(text) : null;

    private static DateTime? Time(XElement parent, string name) => Text(parent, name) is { } text
        ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
        : null;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null where the service left the list out, unless collections are to be initialized.</summary>
    private static List<T> List<T>(XElement parent, string name, Func<XElement, T> read) => Member(parent, name) is { } list
        ? [.. list.Elements().Select(read)]
        : AWSConfigs.InitializeCollections ? [] : null;
}
