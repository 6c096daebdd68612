using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.EventBridge;
using LocalCloud.EventBridge.Patterns;
using LocalCloud.Policies;
using LocalCloud.StatesLanguage;
using LocalCloud.StepFunctions.Integrations;

namespace LocalCloud.Hosting;

/// <summary>Reads what is served from the tables that serve it, so that no list of it has to be kept.</summary>
internal static class SupportedFeatures
{
    private const string S3 = "s3";

    public static IReadOnlyList<FeatureGroup> Of(
        IEnumerable<ApiService> services, IEnumerable<string> s3Operations, IEnumerable<IResourceType> resourceTypes)
    {
        var apis = services.ToDictionary(service => service.Name, service => service.Operations.Keys, StringComparer.Ordinal);
        return
        [
            Group($"API {S3}", s3Operations),
            .. apis.Where(api => api.Key != S3).OrderBy(api => api.Key, StringComparer.Ordinal).Select(api => Group($"API {api.Key}", api.Value)),
            Group("S3 from state machines", apis[S3]),
            Group("CloudFormation resource types", resourceTypes.Select(Describe)),
            Group("CloudFormation intrinsic functions", Intrinsics.Supported),
            Group("States Language states", LanguageFeatures.States),
            Group("States Language intrinsic functions", LanguageFeatures.IntrinsicFunctions),
            Group("States Language comparison operators", LanguageFeatures.ComparisonOperators),
            Group("Task resources", IntegrationCatalog.Supported),
            Group("EventBridge pattern operators", PatternCompiler.Operators),
            Group("EventBridge targets", TargetCaller.Served),
            Group("IAM condition operators", ConditionOperators.Names),
        ];
    }

    private static FeatureGroup Group(string name, IEnumerable<string> features) => new(name, [.. features.Order(StringComparer.Ordinal)]);

    private static string Describe(IResourceType type) =>
        $"{type.Name}; properties: {List(type.Properties)}; attributes: {List(type.Attributes)}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
}
