using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;
using LocalCloud.CloudFormation.ChangeSets;

namespace LocalCloud.Tests.CloudFormation;

public sealed class HiddenValuesTests
{
    private static readonly Template Template = TemplateParser.Parse(
        "main", """{"Parameters":{"P":{"Type":"String","NoEcho":true},"Q":{"Type":"String"}},"Resources":{"A":{"Type":"T"}}}""", []);

    [Theory]
    [InlineData("""{"Ref":"Q"}""", "\"x\"", "\"x\"")]
    [InlineData("""{"Ref":"P"}""", "\"x\"", "\"****\"")]
    [InlineData("""{"a":{"Fn::Sub":"${P}"},"b":{"Ref":"Q"}}""", """{"a":"x","b":"x"}""", """{"a":"****","b":"x"}""")]
    [InlineData("""["y",{"Ref":"P"}]""", """["y","x"]""", """["y","****"]""")]
    [InlineData("""[{"Ref":"AWS::NoValue"},{"Ref":"P"}]""", """["x"]""", "\"****\"")]
    [InlineData("""{"Fn::Split":[",",{"Ref":"P"}]}""", """["x","y"]""", "\"****\"")]
    [InlineData("null", "\"x\"", "\"****\"")]
    public void Shown_WhatComesFromANoEchoParameter_IsMasked(string declared, string value, string shown) =>
        Assert.Equal(shown, new HiddenValues(Template).Shown(JsonNode.Parse(declared), JsonNode.Parse(value))!.ToJsonString());

    [Fact]
    public void Shown_WithoutNoEchoParameters_IsTheValue() =>
        Assert.Equal("x", new HiddenValues(null).Shown(null, "x")!.ToString());
}
