using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace Amazon.Shared;

/// <summary>JSON options of the AWS JSON protocols: epoch seconds, strings for constants, members that are not set left out.</summary>
internal static class WireFormat
{
    public static JsonSerializerOptions CreateOptions(JsonSerializerContext types, JsonNamingPolicy naming, JsonConverter[] constants)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            TypeInfoResolver = types.WithAddedModifier(KeepOwnMembers),
        };
        options.Converters.Add(new EpochSecondsConverter());
        foreach (var converter in constants)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    private static void KeepOwnMembers(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var owner = type.Properties[i].DeclaringType;
            if (owner == typeof(AmazonWebServiceResponse) || owner == typeof(AmazonWebServiceRequest))
            {
                type.Properties.RemoveAt(i);
                continue;
            }

            type.Properties[i].ShouldSerialize = (_, value) => IsSet(value);
        }
    }

    /// <summary>An empty collection is a value unless the SDK itself created it.</summary>
    private static bool IsSet(object value) =>
        value is not null && !(AWSConfigs.InitializeCollections && value is ICollection { Count: 0 });
}
