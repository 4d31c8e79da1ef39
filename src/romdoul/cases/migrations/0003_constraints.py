from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_work")]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["open", "closed", "transferred", "duplicate"])
                ),
                name="case_has_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("priority__in", ["immediate", "high", "medium", "low"])
                ),
                name="case_has_a_priority",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["assess", "plan", "act", "follow_up", "closed"])
                ),
                name="case_has_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("close_reason", ""), ("closed_at", None), ("status", "open")
                    ),
                    models.Q(
                        models.Q(("status", "open"), _negated=True),
                        models.Q(("close_reason", ""), _negated=True),
                        ("closed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_a_case_that_ended_has_a_reason_and_a_date",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                fields=["case", "created_at", "id"], name="note_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["note", "contact", "visit", "decision", "closing"])
                ),
                name="note_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "child",
                            "person_reported",
                            "caregiver",
                            "reporter",
                            "professional",
                        ],
                    )
                ),
                name="participant_has_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at", None),
                    models.Q(("data_key", b""), ("sealed", b"")),
                    _connector="OR",
                ),
                name="erased_participant_has_neither_key_nor_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rule__in",
                        [
                            "unfounded",
                            "retention_over",
                            "own_request",
                            "entered_in_error",
                        ],
                    )
                ),
                name="erasure_has_a_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_by", None),
                    models.Q(("rule", "unfounded"), _negated=True),
                    models.Q(("done_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="unfounded_takes_two_people",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("waiting", True)),
                fields=["desk", "due_at", "id"],
                name="report_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("unanswered", True)),
                fields=["due_at", "id"],
                name="report_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["desk", "status", "due_at", "id"], name="report_by_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["new", "open", "decided"])),
                name="report_has_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("priority__in", ["immediate", "high", "medium", "low"])
                ),
                name="report_has_a_priority",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "",
                            "seeking_help",
                            "threatened",
                            "online_content",
                            "child_in_danger",
                            "concern_for_child",
                            "adult_or_traveller",
                            "establishment",
                            "own_people",
                            "other",
                        ],
                    )
                ),
                name="report_has_a_kind_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decision__in",
                        [
                            "",
                            "case_opened",
                            "advised",
                            "passed_on",
                            "duplicate",
                            "no_action",
                            "safeguarding",
                        ],
                    )
                ),
                name="report_has_a_decision_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("desk__in", ["", "hotline", "safeguarding"])),
                name="report_is_on_a_desk_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("desk", "")),
                    models.Q(
                        models.Q(("desk", ""), _negated=True), ("case__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="report_is_at_a_desk_or_in_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("status", "decided"),
                        ("waiting", models.F("unanswered")),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "decided"), _negated=True),
                        ("decided_at__isnull", True),
                        ("decision", ""),
                        ("waiting", True),
                    ),
                    _connector="OR",
                ),
                name="decided_report_waits_only_for_an_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="reportmessage",
            index=models.Index(fields=["report", "at", "id"], name="message_in_order"),
        ),
        migrations.AddConstraint(
            model_name="reportmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["in", "out"])),
                name="message_came_or_went",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by", None), ("direction", "in")),
                    models.Q(("by__isnull", False), ("direction", "out")),
                    _connector="OR",
                ),
                name="only_our_message_has_an_author",
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                fields=["worker", "status", "due_at", "id"], name="seat_in_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                fields=["worker", "status", "since", "id"], name="seat_by_age"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("case", "worker"), name="one_seat_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["open", "closed", "transferred", "duplicate"])
                ),
                name="seat_has_a_status",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["assignee", "status", "due_at", "id"], name="task_in_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["case", "status", "due_at"], name="task_of_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "todo",
                            "call",
                            "visit",
                            "assessment",
                            "review",
                            "referral",
                            "authorities",
                        ],
                    )
                ),
                name="task_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "done", "dropped"])),
                name="task_has_a_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("status", "open")),
                    models.Q(
                        models.Q(("status", "open"), _negated=True),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_an_open_task_has_not_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                fields=["to", "status", "expires_at"], name="transition_waits_for"
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["assign"])),
                name="transition_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["pending", "accepted", "rejected", "revoked"])
                ),
                name="transition_expires_by_itself",
            ),
        ),
    ]
