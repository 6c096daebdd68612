namespace LocalCloud.Models;

/// <summary>What is wrong with one value of a request. <see cref="Path"/> is AWS's own notation, such as <c>tags.1.member.key</c>.</summary>
public sealed record ModelProblem(ModelProblemKind Kind, string Path, string Message);
