using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.CloudFormation;

public sealed class IntrinsicsTests
{
    private const string Template = """
        {"Mappings":{"Sizes":{"eu":{"small":"ml.m5.large"}}},
         "Conditions":{"Yes":{"Fn::Equals":["a","a"]},"No":{"Fn::Not":[{"Condition":"Yes"}]},
           "Both":{"Fn::And":[{"Condition":"Yes"},{"Condition":"No"}]},"Either":{"Fn::Or":[{"Condition":"Yes"},{"Condition":"No"}]}}}
        """;

    [Theory]
    [InlineData("""{"Ref":"AWS::Region"}""", "us-east-1")]
    [InlineData("""{"Ref":"A"}""", "id-a")]
    [InlineData("""{"Fn::GetAtt":["A","Arn"]}""", "arn-a")]
    [InlineData("""{"Fn::GetAtt":"A.Arn"}""", "arn-a")]
    [InlineData("""{"Fn::Join":["-",["a",{"Ref":"A"}]]}""", "a-id-a")]
    [InlineData("""{"Fn::Sub":"${A}/${A.Arn}/${!x}"}""", "id-a/arn-a/${x}")]
    [InlineData("""{"Fn::Sub":["${B}",{"B":"b"}]}""", "b")]
    [InlineData("""{"Fn::Select":[1,["a","b"]]}""", "b")]
    [InlineData("""{"Fn::Select":["0",{"Fn::Split":["/","x/y"]}]}""", "x")]
    [InlineData("""{"Fn::FindInMap":["Sizes","eu","small"]}""", "ml.m5.large")]
    [InlineData("""{"Fn::Base64":"a"}""", "YQ==")]
    [InlineData("""{"Fn::Select":[1,{"Fn::GetAZs":""}]}""", "us-east-1b")]
    [InlineData("""{"Fn::Select":[0,{"Fn::GetAZs":"eu-west-1"}]}""", "eu-west-1a")]
    [InlineData("""{"Fn::ImportValue":"bucket"}""", "data")]
    [InlineData("""{"Fn::If":["Yes","a","b"]}""", "a")]
    [InlineData("""{"Fn::If":["No","a","b"]}""", "b")]
    [InlineData("""{"Fn::If":["Both","a","b"]}""", "b")]
    [InlineData("""{"Fn::If":["Either","a","b"]}""", "a")]
    public void Function_OfValues_Gives(string call, string expected)
    {
        var problems = new List<Problem>();
        var template = TemplateParser.Parse("main", Template, problems);
        var resource = new ResourceRecord
        {
            LogicalId = "A",
            Type = "T",
            PhysicalId = "id-a",
            Properties = [],
            Attributes = new Dictionary<string, string> { ["Arn"] = "arn-a" },
        };
        var cloud = new CloudIdentity { StateFolder = "/", Endpoint = new Uri("http://127.0.0.1") };
        var values = new StackValues(
            cloud, new StackNames("main", "arn:main"), new Dictionary<string, JsonNode>(), new Dictionary<string, ResourceRecord> { ["A"] = resource },
            new Dictionary<string, string> { ["bucket"] = "data" });

        var resolved = new Intrinsics(template, values).Resolve(JsonNode.Parse(call));

        Assert.Empty(problems);
        Assert.Equal(expected, resolved!.ToString());
    }
}
