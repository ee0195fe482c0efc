"""The tables of the workshop as the application sees them; the head of the chain must give exactly these."""

import datetime
import decimal
import enum
from typing import Optional

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class JobStatus(enum.Enum):
    received = "received"
    in_progress = "in_progress"
    waiting_for_parts = "waiting_for_parts"
    ready = "ready"
    handed_over = "handed_over"


class InvoiceState(enum.Enum):
    draft = "draft"
    issued = "issued"
    paid = "paid"
    cancelled = "cancelled"


class PartUnit(enum.Enum):
    piece = "piece"
    pair = "pair"
    metre = "metre"
    set = "set"


class Customer(Base):
    __tablename__ = "customers"
    __table_args__ = (
        CheckConstraint("position('@' in email) > 1", name="email_has_an_at"),
        Index("uq_customers_email_lower", text("lower(email)"), unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[Optional[str]] = mapped_column(String(40))
    newsletter: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    bikes: Mapped[list["Bike"]] = relationship(back_populates="owner")


class FaxNumber(Base):
    """Kept because the tax office asks; the application no longer offers it."""

    __tablename__ = "fax_numbers"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(40))


class Address(Base):
    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    street: Mapped[str] = mapped_column(String(120))
    postcode: Mapped[str] = mapped_column(String(12))
    town: Mapped[str] = mapped_column(String(80))
    country: Mapped[str] = mapped_column(String(2), server_default="IE")


class Bike(Base):
    __tablename__ = "bikes"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    make: Mapped[str] = mapped_column(String(60))
    model: Mapped[Optional[str]] = mapped_column(String(60))
    frame_number: Mapped[Optional[str]] = mapped_column(String(40))
    frame_key: Mapped[Optional[str]] = mapped_column(
        Text, index=True, comment="frame_number in capitals without blanks and signs, to search by"
    )

    owner: Mapped[Customer] = relationship(back_populates="bikes")


class Employee(Base):
    __tablename__ = "employees"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(Text)
    hired_on: Mapped[datetime.date] = mapped_column(Date)
    left_on: Mapped[Optional[datetime.date]] = mapped_column(Date)


class Job(Base):
    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("estimate IS NULL OR estimate >= 0", name="estimate_not_negative"),
        Index("ix_jobs_status_promised_on", "status", "promised_on"),
        Index("ix_jobs_open", "bike_id", postgresql_where=text("status <> 'handed_over'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bike_id: Mapped[int] = mapped_column(ForeignKey("bikes.id"), index=True)
    mechanic_id: Mapped[Optional[int]] = mapped_column(ForeignKey("employees.id", ondelete="SET NULL"))
    status: Mapped[JobStatus] = mapped_column(Enum(JobStatus, name="job_status"), server_default="received")
    complaint: Mapped[str] = mapped_column(Text)
    estimate: Mapped[Optional[decimal.Decimal]] = mapped_column(Numeric(10, 2))
    promised_on: Mapped[Optional[datetime.date]] = mapped_column(Date)
    received_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class JobNote(Base):
    __tablename__ = "job_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[Optional[int]] = mapped_column(ForeignKey("employees.id", ondelete="SET NULL"))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Service(Base):
    __tablename__ = "services"
    __table_args__ = (CheckConstraint("price >= 0", name="price_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int] = mapped_column(server_default="30")
    price: Mapped[decimal.Decimal] = mapped_column(Numeric(10, 2))


class JobService(Base):
    __tablename__ = "job_services"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(server_default="1")


class Appointment(Base):
    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        UniqueConstraint("employee_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    starts_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    remark: Mapped[Optional[str]] = mapped_column(Text)


class Supplier(Base):
    __tablename__ = "suppliers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[Optional[str]] = mapped_column(String(254))
    lead_days: Mapped[int] = mapped_column(server_default="7")


part_tags = Table(
    "part_tags",
    Base.metadata,
    Column("part_id", Integer, ForeignKey("parts.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", Integer, ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
)


class Tag(Base):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(40), unique=True)


class Part(Base):
    __tablename__ = "parts"
    __table_args__ = (CheckConstraint("price >= 0", name="price_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[Optional[int]] = mapped_column(ForeignKey("suppliers.id"), index=True)
    sku: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    unit: Mapped[PartUnit] = mapped_column(Enum(PartUnit, name="part_unit"), server_default="piece")
    price: Mapped[decimal.Decimal] = mapped_column(Numeric(10, 2))

    tags: Mapped[list[Tag]] = relationship(secondary=part_tags)


class StockMovement(Base):
    __tablename__ = "stock_movements"
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity_not_zero"),
        Index("ix_stock_movements_part_id_moved_at", "part_id", "moved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("parts.id"))
    quantity: Mapped[int]
    reason: Mapped[str] = mapped_column(String(40))
    moved_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class JobPart(Base):
    __tablename__ = "job_parts"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("parts.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(server_default="1")


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (
        CheckConstraint("due_on >= issued_on", name="due_after_issue"),
        Index("uq_invoices_one_live_per_job", "job_id", unique=True, postgresql_where=text("state <> 'cancelled'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    job_id: Mapped[Optional[int]] = mapped_column(ForeignKey("jobs.id"))
    state: Mapped[InvoiceState] = mapped_column(Enum(InvoiceState, name="invoice_state"), server_default="draft")
    issued_on: Mapped[datetime.date] = mapped_column(Date, server_default=func.current_date())
    due_on: Mapped[Optional[datetime.date]] = mapped_column(Date)
    currency: Mapped[str] = mapped_column(String(3), server_default="EUR")


class InvoiceLine(Base):
    __tablename__ = "invoice_lines"
    __table_args__ = (
        UniqueConstraint("invoice_id", "position"),
        CheckConstraint("vat_rate BETWEEN 0 AND 100", name="vat_rate_is_a_percentage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(160))
    quantity: Mapped[decimal.Decimal] = mapped_column(Numeric(8, 2), server_default="1")
    unit_price: Mapped[decimal.Decimal] = mapped_column(Numeric(8, 2))
    vat_rate: Mapped[decimal.Decimal] = mapped_column(Numeric(5, 2), server_default="23")
    net: Mapped[decimal.Decimal] = mapped_column(
        Numeric(18, 4), Computed("quantity * unit_price", persisted=True)
    )


class Payment(Base):
    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("method IN ('cash', 'card', 'transfer')", name="method_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    amount: Mapped[decimal.Decimal] = mapped_column(Numeric(12, 2))
    method: Mapped[str] = mapped_column(String(20), server_default="card")
    received_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
