using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>
/// A service's error as a task's: <c>Prefix.Name</c>, the name always ending with <c>Exception</c>; what the service's model does
/// not know has the service's one generic name.
/// </summary>
internal static class TaskErrors
{
    public static StatesError From(CalledService service, AwsException error, string requestId)
    {
        if (error.IsUnreachable)
        {
            return new StatesError($"{service.ErrorPrefix}.{error.Code}", error.Message);
        }

        var name = Modelled(service, error.Code) ?? service.GenericError;
        var cause = service.IsSdk
            ? $"{error.Message} (Service: {service.CauseName}, Status Code: {error.Status}, Request ID: {requestId}) (SDK Attempt Count: 1)"
            : $"{error.Message} (Service: {service.CauseName}; Status Code: {error.Status}; Error Code: {error.Code}; Request ID: {requestId}; Proxy: null)";
        return new StatesError($"{service.ErrorPrefix}.{name}", cause);
    }

    private static string? Modelled(CalledService service, string code)
    {
        var shape = ServiceModel.Find(service.Name)?.Shapes.Values.OfType<StructureShape>()
            .FirstOrDefault(shape => shape.Error is { } trait && (trait.Code ?? shape.Name) == code);
        return shape is null ? null : ExceptionName(shape.Name);
    }

    private static string ExceptionName(string shape) =>
        shape.EndsWith("Exception", StringComparison.Ordinal) ? shape
        : shape.EndsWith("Fault", StringComparison.Ordinal) ? shape[..^"Fault".Length] + "Exception"
        : shape + "Exception";
}
