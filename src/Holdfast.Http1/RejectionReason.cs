namespace Holdfast.Http1;

/// <summary>Why a message was refused. Closed; the table in Rejections maps each to a status and a metric label.</summary>
public enum RejectionReason : byte
{
    None = 0,
}
