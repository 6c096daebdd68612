using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class PipelineDefinitionReaderTests
{
    [Fact]
    public void Read_RidershipPipeline_IsValid()
    {
        var definition = Definitions.Valid(RepoFiles.Read("pipelines/ridership/pipeline.json")).Definition;

        Assert.Equal(new CalendarDuration(36, 0, TimeSpan.Zero), definition.Data.History);
        Assert.Equal(TimeSpan.FromMinutes(1), definition.Data.Settle);
        Assert.Equal("400", definition.Steps.Train.Hyperparameters["num_iterations"]);
        Assert.Equal(0.6, definition.Gate.Thresholds["r2"].Minimum);
    }

    [Fact]
    public void Read_Minimal_HasDefaults() =>
        Assert.Equal(TimeSpan.FromHours(1), Definitions.Valid(Definitions.Minimal).Definition.Steps.Train.Timeout);

    [Fact]
    public void Read_RidershipPipeline_IsWatchedAndLearnsFromTruth()
    {
        var definition = Definitions.Valid(RepoFiles.Read("pipelines/ridership/pipeline.json")).Definition;

        Assert.Equal(["rate(7 days)"], definition.Triggers.Schedules);
        Assert.True(definition.Triggers.Drift);
        Assert.Equal(TimeSpan.FromDays(1), definition.Monitor.Interval);
        Assert.True(definition.Monitor.GroundTruth.Learn);
    }

    [Fact]
    public void Read_Minimal_IsWatchedWithoutSchedules()
    {
        var definition = Definitions.Valid(Definitions.Minimal).Definition;

        Assert.Empty(definition.Triggers.Schedules);
        Assert.True(definition.Monitor.Enabled);
        Assert.Equal(1, definition.Serving.CaptureShare);
        Assert.Equal(new StepDefinition(), definition.Steps.Monitor);
        Assert.False(definition.Monitor.GroundTruth.Learn);
    }

    [Fact]
    public void Read_CanonicalOutput_IsTheSameDefinition()
    {
        var first = Definitions.Valid(RepoFiles.Read("pipelines/ridership/pipeline.json"));

        Assert.Equal(first.Hash, Definitions.Valid(PipelineDefinitionReader.Canonical(first.Definition)).Hash);
    }

    [Fact]
    public void Hash_TwoSpellingsOfOneDefinition_IsTheSame() =>
        Assert.Equal(Definitions.Valid(Definitions.With("data.settle", "\"PT60S\"")).Hash, Definitions.Valid(Definitions.With("data.settle", "\"PT1M\"")).Hash);

    [Fact]
    public void Hash_AnotherDefinition_Differs() =>
        Assert.NotEqual(Definitions.Valid(Definitions.With("data.settle", "\"PT61S\"")).Hash, Definitions.Valid(Definitions.With("data.settle", "\"PT1M\"")).Hash);

    [Theory]
    [InlineData("monitor.interval", "\"PT6H\"", true)]
    [InlineData("monitor.groundTruth.learn", "true", true)]
    [InlineData("monitor.enabled", "false", false)]
    [InlineData("triggers.drift", "false", true)]
    [InlineData("steps.monitor.instanceType", "\"ml.m5.xlarge\"", true)]
    [InlineData("steps.train.instanceType", "\"ml.m5.xlarge\"", false)]
    [InlineData("data.holdout", "0.2", false)]
    [InlineData("gate.champion.metric", "\"rmse\"", false)]
    public void Hash_OfAChange_StaysWhenNoRunIsMadeOfIt(string path, string value, bool stays) =>
        Assert.Equal(stays, Definitions.Valid(Definitions.With(path, value)).Hash == Definitions.Valid(Definitions.With("monitor.interval", "\"P1D\"")).Hash);

    [Fact]
    public void Read_ManyMistakes_ListsAllOfThemByPath()
    {
        var problems = Definitions.Problems("""
            { "nmae": "x", "problem": { "type": 1, "label": "" },
              "data": { "settle": "soon", "holdout": 0.9, "history": "P3Y" },
              "steps": { "train": { "instanceType": "m5.large", "volumeSizeInGB": 1.5 } } }
            """);

        Assert.Equal(
            ["$.data.history", "$.data.holdout", "$.data.settle", "$.name", "$.nmae", "$.problem.label", "$.problem.type", "$.steps.train.instanceType", "$.steps.train.volumeSizeInGB"],
            problems.Select(problem => problem.Path));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Cure));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("""{ "name": "aa", "name": "bb" }""", "$")]
    [InlineData("{}", "$.name")]
    [InlineData("""{ "name": "aa", "problem": null }""", "$.problem")]
    public void Read_NoDefinitionAtAll_SaysWhere(string json, string path) =>
        Assert.Contains(Definitions.Problems(json), problem => problem.Path == path);

    [Theory]
    [InlineData("name", "\"Ridership\"")]
    [InlineData("name", "\"a\"")]
    [InlineData("name", "\"1a\"")]
    [InlineData("name", "\"a--b\"")]
    [InlineData("name", "\"ab-\"")]
    [InlineData("name", "\"abcdefghijklmnopqrstuvwxy\"")]
    [InlineData("problem.type", "\"multiclass\"")]
    [InlineData("problem.type", "\"Regression!\"")]
    [InlineData("problem.timeColumn", "\"y\"")]
    [InlineData("data.format", "\"parquet\"")]
    [InlineData("data.format", "0")]
    [InlineData("data.history", "\"PT0S\"")]
    [InlineData("data.settle", "\"P1M\"")]
    [InlineData("data.settle", "\"PT0S\"")]
    [InlineData("data.settle", "\"PT1.5S\"")]
    [InlineData("data.settle", "null")]
    [InlineData("data.holdout", "0")]
    [InlineData("data.holdout", "0.51")]
    [InlineData("data.minimumRows", "0")]
    [InlineData("data.minimumRows", "99999999999")]
    [InlineData("triggers.upload", "\"yes\"")]
    [InlineData("triggers.drift", "1")]
    [InlineData("triggers.schedules", "\"rate(1 day)\"")]
    [InlineData("steps.prepare.image", "\"registry/x:latest\"")]
    [InlineData("steps.prepare.instanceCount", "2")]
    [InlineData("steps.train.timeout", "\"P29D\"")]
    [InlineData("steps.evaluate.timeout", "\"P10D\"")]
    [InlineData("steps.monitor.timeout", "\"P10D\"")]
    [InlineData("steps.monitor.instanceCount", "2")]
    [InlineData("steps.monitor.hyperparameters", "{}")]
    [InlineData("steps.train.hyperparameters.label", "\"x\"")]
    [InlineData("steps.train.hyperparameters.depth", "3")]
    [InlineData("steps.train.command", "\"x\"")]
    [InlineData("gate.thresholds.auc", "{ \"minimum\": 0.5 }")]
    [InlineData("gate.thresholds.mae", "{}")]
    [InlineData("gate.thresholds.mae", "{ \"minimum\": 2, \"maximum\": 1 }")]
    [InlineData("gate.champion.metric", "\"auc\"")]
    [InlineData("gate.champion.minimumImprovement", "1")]
    [InlineData("registry.approval", "\"maybe\"")]
    [InlineData("registry.approvalTimeout", "\"PT1M\"")]
    [InlineData("registry.approvalTimeout", "\"P31D\"")]
    [InlineData("registry.escalateAfter", "\"P3D\"")]
    [InlineData("registry.escalateAfter", "\"PT30S\"")]
    [InlineData("serving.mode", "\"serverless\"")]
    [InlineData("serving.mode", "\"batch\"")]
    [InlineData("serving.instanceCount", "0")]
    [InlineData("serving.bake", "\"PT2H\"")]
    [InlineData("serving.captureShare", "-0.01")]
    [InlineData("serving.captureShare", "0.005")]
    [InlineData("serving.captureShare", "1.01")]
    public void Read_OneBadMember_NamesItAndNothingElse(string path, string value) =>
        Assert.Equal($"$.{path}", Assert.Single(Definitions.Problems(Definitions.With(path, value))).Path);

    [Theory]
    [InlineData("data.format", "\"parquet\"")]
    [InlineData("problem.type", "\"multiclass\"")]
    [InlineData("serving.mode", "\"batch\"")]
    public void Read_WhatDoesNotExistYet_SaysSo(string path, string value) =>
        Assert.StartsWith("Not supported yet: ", Assert.Single(Definitions.Problems(Definitions.With(path, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("data.history", "null")]
    [InlineData("data.holdout", "0.5")]
    [InlineData("steps.train.image", "\"team/trainer\"")]
    [InlineData("steps.train.timeout", "\"P28D\"")]
    [InlineData("gate.thresholds.mae", "{ \"minimum\": null, \"maximum\": 1 }")]
    [InlineData("name", "\"a2-b\"")]
    [InlineData("registry.approval", "\"manual\"")]
    [InlineData("registry.approvalTimeout", "\"PT2M\"")]
    [InlineData("registry.escalateAfter", "null")]
    [InlineData("registry.escalateAfter", "\"P2D\"")]
    public void Read_OneGoodMember_IsValid(string path, string value) => Definitions.Valid(Definitions.With(path, value));
}
