namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Why a function has no result; the call that it happened in says the rest.</summary>
internal sealed class IntrinsicException(string message) : Exception(message);
