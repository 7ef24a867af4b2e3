using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>Reasons of failure for people and for JSON.</summary>
internal static class FailureWords
{
    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.ServerError => "server error",
        FailureReason.UnexpectedStatus => "unexpected status",
        FailureReason.ConnectRefused => "connect refused",
        FailureReason.ConnectTimeout => "connect timeout",
        FailureReason.Unreachable => "unreachable",
        FailureReason.Reset => "connection cut",
        FailureReason.Timeout => "timeout",
        _ => "not HTTP",
    };

    public static string Key(FailureReason reason) => reason switch
    {
        FailureReason.ServerError => "serverError",
        FailureReason.UnexpectedStatus => "unexpectedStatus",
        FailureReason.ConnectRefused => "connectRefused",
        FailureReason.ConnectTimeout => "connectTimeout",
        FailureReason.Unreachable => "unreachable",
        FailureReason.Reset => "reset",
        FailureReason.Timeout => "timeout",
        _ => "malformed",
    };
}
