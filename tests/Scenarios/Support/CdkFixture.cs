using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scenarios.Support;

/// <summary>Writes a cloud assembly of one stack as <c>cdk synth</c> does, its template given.</summary>
internal static class CdkFixture
{
    public const string Stack = "Fixture";

    private const string Suffix = "-${AWS::AccountId}-${AWS::Region}";
    private const string Version = "/cdk-bootstrap/hnb659fds/version";

    public static string Write(string folder, JsonObject resources)
    {
        var template = new JsonObject
        {
            ["Parameters"] = new JsonObject { ["BootstrapVersion"] = new JsonObject { ["Type"] = "AWS::SSM::Parameter::Value<String>", ["Default"] = Version } },
            ["Resources"] = resources,
            ["Outputs"] = new JsonObject { ["Queue"] = new JsonObject { ["Value"] = new JsonObject { ["Ref"] = "Queue" } } },
        }.ToJsonString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template)));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{Stack}.template.json"), template);
        File.WriteAllText(Path.Combine(folder, $"{Stack}.assets.json"), Assets(hash).ToJsonString());
        File.WriteAllText(Path.Combine(folder, "manifest.json"), Manifest(hash).ToJsonString());
        return folder;
    }

    private static JsonObject Assets(string hash) => new()
    {
        ["version"] = "48.0.0",
        ["dockerImages"] = new JsonObject(),
        ["files"] = new JsonObject
        {
            [hash] = new JsonObject
            {
                ["displayName"] = "Template",
                ["source"] = new JsonObject { ["path"] = $"{Stack}.template.json", ["packaging"] = "file" },
                ["destinations"] = new JsonObject
                {
                    ["here"] = new JsonObject
                    {
                        ["bucketName"] = $"cdk-hnb659fds-assets{Suffix}",
                        ["objectKey"] = $"{hash}.json",
                        ["assumeRoleArn"] = Role("file-publishing-role"),
                    },
                },
            },
        },
    };

    private static JsonObject Manifest(string hash) => new()
    {
        ["version"] = "48.0.0",
        ["artifacts"] = new JsonObject
        {
            [$"{Stack}.assets"] = new JsonObject
            {
                ["type"] = "cdk:asset-manifest",
                ["properties"] = Bootstrapped(6, new() { ["file"] = $"{Stack}.assets.json" }),
            },
            [Stack] = new JsonObject
            {
                ["type"] = "aws:cloudformation:stack",
                ["environment"] = "aws://unknown-account/unknown-region",
                ["displayName"] = Stack,
                ["dependencies"] = new JsonArray($"{Stack}.assets"),
                ["properties"] = Bootstrapped(6, new()
                {
                    ["templateFile"] = $"{Stack}.template.json",
                    ["validateOnSynth"] = false,
                    ["assumeRoleArn"] = Role("deploy-role"),
                    ["cloudFormationExecutionRoleArn"] = Role("cfn-exec-role"),
                    ["stackTemplateAssetObjectUrl"] = $"s3://cdk-hnb659fds-assets{Suffix}/{hash}.json",
                    ["additionalDependencies"] = new JsonArray($"{Stack}.assets"),
                    ["lookupRole"] = Bootstrapped(8, new() { ["arn"] = Role("lookup-role") }),
                }),
            },
        },
    };

    private static JsonObject Bootstrapped(int version, JsonObject properties)
    {
        properties["requiresBootstrapStackVersion"] = version;
        properties["bootstrapStackVersionSsmParameter"] = Version;
        return properties;
    }

    private static string Role(string name) => $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/cdk-hnb659fds-{name}{Suffix}";
}
