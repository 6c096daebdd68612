using System.Text.Json.Nodes;
using Amazon.SageMaker.Model;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>A model that the gate refuses, and a person who knows better.</summary>
public sealed class GateTests
{
    private const string Reason = "Ridership follows the calendar; ticket OPS-117.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_ForWhatMustNotMatter_IsLetPassOnlyAsTheVeryModelThatAPersonNamed()
    {
        await using var cloud = await Cloud.StartAsync(Edits);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var refused = await driver.EndedAsync(await driver.StartAsync("manual-first"));

        Assert.Equal(RunOutcome.Refused, refused.Run.Outcome);
        Assert.StartsWith("date makes ", Assert.Single(refused.Run.Gate!.Reasons), StringComparison.Ordinal);
        Assert.Null(await driver.ChampionAsync());
        Assert.Contains("What the answers rest on", await TextAsync(cloud, $"runs/ridership/{refused.Run.Run}/evaluate/report.html"), StringComparison.Ordinal);

        // Newer data must not take the model away that the decision is about.
        await driver.PutAsync(Ridership.Months(2003, 2003));
        var other = await OverrideAsync(driver, refused.Run, "override-other", new string('0', 64));

        Assert.Equal((RunOutcome.Refused, false), (other.Run.Outcome, other.Run.Gate!.Override!.Fits));
        Assert.EndsWith("the override does not fit.", other.Run.Gate.Reasons[^1], StringComparison.Ordinal);
        Assert.Null(await driver.ChampionAsync());

        var passed = await OverrideAsync(driver, refused.Run, "override-this", refused.Run.Model!);

        Assert.True(passed.Run.Outcome == RunOutcome.Deployed, passed.ToString());
        Assert.Equal((refused.Run.Model, refused.Run.Dataset!.Hash), (passed.Run.Model, passed.Run.Dataset!.Hash));
        Assert.Equal((GateDecision.Overridden, "Ada Lovelace", Reason), (passed.Run.Gate!.Verdict, passed.Run.Gate.Override!.By, passed.Run.Gate.Override.Reason));
        Assert.Contains(passed.Run.Gate.Rules, rule => rule is { Rule: "explanation", Passed: false });
        Assert.Equal(passed.Run.Run, (await driver.ChampionAsync())!.Run);
        var package = await cloud.Connection.SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = passed.Run.Package }, Token);
        Assert.Equal(("overridden", "overridden by Ada Lovelace: Ridership follows the calendar  ticket OPS-117."), (package.CustomerMetadataProperties["gate"], package.CustomerMetadataProperties["gateNote"]));

        // The data that was uploaded since is as new as before.
        var last = await driver.ReadAsync("runs/ridership/last-verdict.json", DomainJson.Wire.LastVerdict);
        Assert.Equal(refused.Run.Run, last!.Run);
    }

    private static void Edits(JsonObject template)
    {
        Edit.NoUploadTrigger(template);
        Edit.NoSchedule(template);
        Edit.Definition("\"mustNotMatter\":{\"gust_max\":0.25}", "\"mustNotMatter\":{\"date\":0}")(template);
    }

    private static async Task<EndedRun> OverrideAsync(PipelineDriver driver, RunRecord refused, string request, string model)
    {
        var detail = new JsonObject
        {
            ["pipeline"] = "ridership",
            ["requestId"] = request,
            ["requestedBy"] = "ada@laptop",
            ["override"] = new JsonObject { ["run"] = refused.Run, ["model"] = model, ["by"] = "Ada Lovelace", ["reason"] = Reason },
        };
        return await driver.EndedAsync(await driver.ThereAsync(await driver.RequestAsync(detail, GateOverride.Source)));
    }

    private static async Task<string> TextAsync(Cloud cloud, string key)
    {
        using var response = await cloud.Connection.S3.GetObjectAsync(cloud.Product.ArtifactsBucket, key, Token);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Token);
    }
}
